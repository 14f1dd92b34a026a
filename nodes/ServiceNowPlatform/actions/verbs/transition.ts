import type { INodeProperties } from 'n8n-workflow';
import { sysIdOf } from '../../domain/records/lookup';
import type { Steps } from '../../domain/api/request';
import type { Parameters } from '../../properties/item/parameters';
import { filled, noteOptions } from '../../properties/values/work';
import { changeOptions, optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';
import { recordLane, recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';
import { write } from '../steps/write';

interface Transition {
	option: Operation['option'];
	/** The fields that this step of the work needs. */
	properties: INodeProperties[];
	/** More entries of its options collection. */
	options?: INodeProperties[];
	/** What is written. @throws InputProblem when something is missing */
	values(parameters: Parameters): Record<string, string> | Steps<Record<string, string>>;
}

/** What a step of the work is about; notes and codes go with it. */
const ESSENTIAL = ['state', 'assigned_to', 'assignment_group'];

/** An operation that takes one record a step further: a change of fields, with a comment or a work note. */
export function transition(
	subject: Subject,
	{ option, properties, options = [], values: valuesOf }: Transition,
): Operation {
	return {
		option,
		properties: [
			...recordProperties(subject),
			...properties,
			optionsField([...changeOptions, ...noteOptions, ...options]),
		],
		lane: recordLane(subject),
		*run(parameters) {
			const { table, key } = recordOfSubject(subject, parameters);
			const own = valuesOf(parameters);
			const changes = isSteps(own) ? yield* own : own;
			const given = parameters.collection('options');
			const notes = filled(given, ['comments', 'work_notes']);
			const sys_id = yield* sysIdOf(table, key);
			const values = { ...notes, ...changes };
			return [yield* write(parameters, { table, sys_id, values, options: given, essential: ESSENTIAL })];
		},
	};
}

function isSteps(
	values: Record<string, string> | Steps<Record<string, string>>,
): values is Steps<Record<string, string>> {
	return Symbol.iterator in values;
}
