import { standingOf } from '../../domain/change/states';
import { answerForm, moveOptions } from './answerOptions';
import { closureFields, wholeClosureOf } from '../../properties/values/closure';
import { filled, noteOptions } from '../../properties/values/work';
import { optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';
import { recordLane, recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';
import { moved } from './move';

const CLOSED = { value: '3', label: 'Closed' };

export function close(subject: Subject): Operation {
	return {
		option: {
			name: 'Close',
			description: 'Set a change request to Closed, with its code and notes; it has to be in Review',
			action: 'Close a change request',
		},
		properties: [
			...recordProperties(subject),
			...closureFields({ isRequired: true }),
			optionsField([...moveOptions, ...noteOptions]),
		],
		lane: recordLane(subject),
		*run(parameters) {
			const { key } = recordOfSubject(subject, parameters);
			const options = parameters.collection('options');
			const values = { ...filled(options, ['comments', 'work_notes']), ...wholeClosureOf(parameters) };
			answerForm(options);
			const standing = yield* standingOf(key);
			return [yield* moved(parameters, standing, { target: CLOSED, values, options })];
		},
	};
}
