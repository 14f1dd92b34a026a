import type { EncodedQuery } from '../../domain/api/checked';
import type { IDataObject } from 'n8n-workflow';
import { tableName } from '../../domain/address/record';
import type { Json } from '../../domain/api/json';
import type { Steps } from '../../domain/api/request';
import { equals, queryValue, all, encoded, EVERY } from '../../domain/encodedQuery';
import { asUnreadable, readSeesTables, TABLES, unreadable } from '../../domain/schema/unreadable';
import type { Item } from '../../properties/item/item';
import { type Listing, listOptions, listProperties, resolveList } from '../../properties/lists/listing';
import { asItIs, outputFieldsWithoutView, outputModeOf, resolveOutput } from '../../properties/output/output';
import { optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';
import { readMany } from '../steps/readMany';

const COLUMNS = 'sys_id,name,label,super_class.name,sys_scope.scope,is_extendable';

export const getAll: Operation = {
	option: {
		name: 'Get Many',
		description: 'Get many tables of the instance, by name unless sorted otherwise',
		action: 'Get many tables',
	},
	readOnly: true,
	lists: TABLES,
	properties: [
		{
			displayName: 'Search Text',
			name: 'text',
			type: 'string',
			default: '',
			placeholder: 'e.g. incident',
			description: 'Text that the name or the label of the tables contains; empty returns all',
		},
		...listProperties,
		...outputFieldsWithoutView,
		optionsField(
			[
				{
					displayName: 'Extends',
					name: 'extends',
					type: 'string',
					default: '',
					placeholder: 'e.g. task',
					description: 'Name of the table that the tables extend themselves, not by way of others',
				},
				{
					displayName: 'Scope',
					name: 'scope',
					type: 'string',
					default: '',
					placeholder: 'e.g. x_acme_fleet or global',
					description: 'Scope of the application that the tables belong to',
				},
				...listOptions.filter(({ name }) => name !== 'search'),
			],
			'listed',
		),
	],
	*run(item): ReturnType<Operation['run']> {
		const listing = yield* resolveList(item, TABLES, { own: conditionsOf(item), usualOrder: '^ORDERBYname' });
		const tables = yield* readTables(item, listing);
		if (tables.length === 0 && !(yield* readSeesTables())) {
			throw unreadable(TABLES, 'Every instance has tables, but none of them is shown.');
		}
		return tables;
	},
};

function conditionsOf(item: Item): EncodedQuery {
	const { scope = '', extends: parent = '' } = item.collection('options');
	const search = queryValue(item.text('text'), 'Search Text');
	return all(
		search === '' ? EVERY : encoded`labelLIKE${search}^ORnameLIKE${search}`,
		scope === '' ? EVERY : equals('sys_scope.scope', String(scope).trim(), 'Scope'),
		parent === '' ? EVERY : equals('super_class.name', tableName(String(parent), 'Extends'), 'Extends'),
	);
}

function* readTables(item: Item, listing: Listing): Steps<IDataObject[]> {
	const output = isUsual(item)
		? { ...asItIs({ sysparm_fields: COLUMNS, sysparm_exclude_reference_link: 'true' }), shaped: tableOf }
		: yield* resolveOutput(item, TABLES);
	try {
		return yield* readMany(item, listing, output);
	} catch (error) {
		throw asUnreadable(error);
	}
}

const isUsual = (item: Item) => outputModeOf(item) === 'simplified';

function tableOf({ sys_id, name, label, is_extendable, ...more }: Json): IDataObject {
	return {
		...{ name, label },
		super_class: String(more['super_class.name'] ?? ''),
		sys_scope: String(more['sys_scope.scope'] ?? ''),
		is_extendable: is_extendable === 'true',
		sys_id: String(sys_id),
	};
}
