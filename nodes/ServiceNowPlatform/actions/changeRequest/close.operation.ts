import { readStanding } from '../../domain/change/states';
import { recordLane, recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';
import { closureFields, wholeClosureOf } from '../../properties/values/closure';
import { filled, noteOptions } from '../../properties/values/work';
import { outputFieldsWithoutView } from '../../properties/output/output';
import { optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';
import { answerShape, moveOptions } from './answerOptions';
import { moveTo } from './move';

const CLOSED = { value: '3', label: 'Closed' };

export function close(subject: Subject): Operation {
	return {
		option: {
			name: 'Close',
			description: 'Set a change request to Closed, with its code and notes; it has to be in Review',
			action: 'Close change request',
		},
		properties: [
			...recordProperties(subject),
			...closureFields({ isRequired: true }),
			...outputFieldsWithoutView,
			optionsField([...moveOptions, ...noteOptions]),
		],
		lane: recordLane(subject),
		*run(item) {
			const { key } = recordOfSubject(subject, item);
			const options = item.collection('options');
			const values = { ...filled(options, ['comments', 'work_notes']), ...wholeClosureOf(item) };
			const shape = answerShape(item);
			const standing = yield* readStanding(key);
			return [yield* moveTo(item, standing, { target: CLOSED, values, options, shape })];
		},
	};
}
