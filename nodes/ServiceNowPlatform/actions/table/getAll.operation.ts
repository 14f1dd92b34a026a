import type { IDataObject } from 'n8n-workflow';
import { tableName } from '../../domain/address/record';
import type { Steps } from '../../domain/api/request';
import { type List, readRecords } from '../../domain/paging/paging';
import { equals, narrowed, queryValue } from '../../domain/query/encodedQuery';
import { asUnreadable, readSeesTables, TABLES, unreadable } from '../../domain/schema/unreadable';
import type { Item } from '../../properties/item/item';
import { filterFields, resolveFilter } from '../../properties/lists/filter';
import { limitField, limitOf, returnAllField } from '../../properties/lists/list';
import { resolveSort, sortField } from '../../properties/lists/sort';
import { fieldList, readOptions } from '../../properties/output/read';
import { pageSizeOf } from '../../properties/requestSettings';
import { optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';

const FIELDS = 'sys_id,name,label,super_class.name,sys_scope.scope,is_extendable';

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
			displayName: 'Search',
			name: 'search',
			type: 'string',
			default: '',
			placeholder: 'e.g. incident',
			description: 'Text that the name or the label of the tables contains; empty returns all',
		},
		returnAllField,
		limitField,
		...filterFields,
		sortField,
		optionsField([
			{
				displayName: 'Extends',
				name: 'extends',
				type: 'string',
				default: '',
				placeholder: 'e.g. task',
				description: 'Name of the table that the tables extend themselves, not by way of others',
			},
			...readOptions.filter(({ name }) => name === 'sysparm_fields'),
			{
				displayName: 'Scope',
				name: 'scope',
				type: 'string',
				default: '',
				placeholder: 'e.g. x_acme_fleet or global',
				description: 'Scope of the application that the tables belong to',
			},
		]),
	],
	*run(item) {
		const named = fieldList(item.collection('options').sysparm_fields);
		const rows = yield* readTables({
			table: TABLES,
			query: narrowed(yield* resolveFilter(item, TABLES), queryOf(item)),
			orderBy: resolveSort(item) || '^ORDERBYname',
			limit: limitOf(item),
			pageSize: pageSizeOf(item),
			options: {
				sysparm_fields: named.length > 0 ? named.join(',') : FIELDS,
				sysparm_exclude_reference_link: 'true',
			},
		});
		if (rows.length === 0 && !(yield* readSeesTables())) {
			throw unreadable(TABLES, 'Every instance has tables, but none of them is shown.');
		}
		if (named.length > 0) return rows as IDataObject[];
		return rows.map(
			({ sys_id, name, label, is_extendable, ...more }): IDataObject => ({
				...({ name, label } as IDataObject),
				super_class: String(more['super_class.name'] ?? ''),
				sys_scope: String(more['sys_scope.scope'] ?? ''),
				is_extendable: is_extendable === 'true',
				sys_id: String(sys_id),
			}),
		);
	},
};

function queryOf(item: Item): string {
	const { scope = '', extends: parent = '' } = item.collection('options');
	const search = queryValue(item.text('search'), 'Search');
	const terms = [
		search === '' ? '' : `labelLIKE${search}^ORnameLIKE${search}`,
		scope === '' ? '' : equals('sys_scope.scope', String(scope).trim(), 'Scope'),
		parent === '' ? '' : equals('super_class.name', tableName(String(parent), 'Extends'), 'Extends'),
	];
	return terms.filter((term) => term !== '').join('^');
}

function* readTables(list: List): Steps<Array<Record<string, unknown>>> {
	try {
		return yield* readRecords(list);
	} catch (error) {
		throw asUnreadable(error);
	}
}
