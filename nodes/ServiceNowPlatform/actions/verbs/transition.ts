import type { INodeProperties } from 'n8n-workflow';
import type { Steps } from '../../domain/api/request';
import { findSysId } from '../../domain/records/lookup';
import type { Item } from '../../properties/item/item';
import { recordLane, recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';
import { filled, noteOptions } from '../../properties/values/work';
import { transitionOptions, optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';
import { outputFields } from '../../properties/output/output';
import { write } from '../steps/write';

interface Transition {
	option: Operation['option'];
	/** The fields that this step of the work needs. */
	properties: INodeProperties[];
	/** More entries of its options collection. */
	options?: INodeProperties[];
	/** What is written. @throws InputError when something is missing */
	values(item: Item): Record<string, string> | Steps<Record<string, string>>;
}

/** What a step of the work is about; notes and codes go with it. */
const ESSENTIAL = ['state', 'assigned_to', 'assignment_group'];

/** An operation that takes one record a step further: a change of columns, with a comment or a work note. */
export function transition(
	subject: Subject,
	{ option, properties, options = [], values: valuesOf }: Transition,
): Operation {
	return {
		option,
		properties: [
			...recordProperties(subject),
			...properties,
			...outputFields,
			optionsField([...transitionOptions, ...noteOptions, ...options]),
		],
		lane: recordLane(subject),
		*run(item) {
			const { table, key } = recordOfSubject(subject, item);
			const own = valuesOf(item);
			const changes = isSteps(own) ? yield* own : own;
			const given = item.collection('options');
			const notes = filled(given, ['comments', 'work_notes']);
			const sys_id = yield* findSysId(table, key);
			const values = { ...notes, ...changes };
			return [yield* write(item, { table, sys_id, values, options: given, essential: ESSENTIAL })];
		},
	};
}

function isSteps(
	values: Record<string, string> | Steps<Record<string, string>>,
): values is Steps<Record<string, string>> {
	return Symbol.iterator in values;
}
