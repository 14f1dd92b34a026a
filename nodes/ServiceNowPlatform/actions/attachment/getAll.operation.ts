import type { EncodedQuery } from '../../domain/api/checked';
import type { INodeProperties } from 'n8n-workflow';
import type { Steps } from '../../domain/api/request';
import { equals, all, EVERY } from '../../domain/encodedQuery';
import type { Item } from '../../properties/item/item';
import { listOptions, listProperties, resolveList } from '../../properties/lists/listing';
import { outputFields, resolveOutput } from '../../properties/output/output';
import { readOptions } from '../../properties/output/read';
import { resolveTable } from '../../properties/pickers/table';
import { recordProperties } from '../../properties/pickers/subject';
import { SUBJECTS } from '../../properties/pickers/subjects';
import { findTarget } from '../../properties/pickers/target';
import type { Operation } from '../operation';
import { optionsField } from '../../properties/values/write';
import { readMany } from '../steps/readMany';

const TABLE = 'sys_attachment';

const of: INodeProperties = {
	displayName: 'Attachments Of',
	name: 'of',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'A Record', value: 'record' },
		{
			name: 'A Table',
			value: 'table',
			description: 'Files of every record of this very table, not of those that extend it',
		},
		{ name: 'Anything', value: 'all', description: 'Whatever the filter finds' },
	],
	default: 'record',
	description: 'Where to look for attachments',
};

const shownFor = (field: INodeProperties, of: string[]): INodeProperties => ({
	...field,
	displayOptions: { ...field.displayOptions, show: { ...field.displayOptions?.show, of } },
});

/** The table is asked for in two cases, the record in one. Of a record all files come: there are few. */
const scopeProperties = [
	...recordProperties(SUBJECTS.record).map((field) =>
		shownFor(field, field.name === 'table' ? ['record', 'table'] : ['record']),
	),
	...listProperties.map((field) => shownFor(field, ['table', 'all'])),
];

export const getAll: Operation = {
	option: {
		name: 'Get Many',
		description: 'Get many attachments of a record, a table or a query, without their content',
		action: 'Get many attachments',
	},
	readOnly: true,
	lists: TABLE,
	properties: [of, ...scopeProperties, ...outputFields, optionsField([...readOptions, ...listOptions], 'listed')],
	*run(item): ReturnType<Operation['run']> {
		const where = item.choice('of', 'Attachments Of', ['all', 'record', 'table']);
		const listing = yield* resolveList(item, TABLE, {
			own: resolveScope(item, where),
			...(where === 'record' ? { limit: Number.POSITIVE_INFINITY } : {}),
		});
		return yield* readMany(item, listing, yield* resolveOutput(item, TABLE));
	},
};

/** Conditions that keep to the chosen record or table. */
function* resolveScope(item: Item, where: 'all' | 'record' | 'table'): Steps<EncodedQuery> {
	if (where === 'all') return EVERY;
	if (where === 'table') return equals('table_name', resolveTable(item), 'Table');
	const target = yield* findTarget(item);
	return all(equals('table_name', target.table, 'Table'), equals('table_sys_id', target.sys_id, 'Record'));
}
