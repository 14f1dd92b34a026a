import type { IDataObject } from 'n8n-workflow';
import { equals, queryValue } from '../../domain/encodedQuery';
import { pages } from '../../domain/paging';
import { tableName } from '../../domain/record';
import type { Steps } from '../../domain/request';
import { asUnreadable, seesTables, TABLES, unreadable } from '../../domain/unreadable';
import { limitField, limitOf, returnAllField } from '../../fields/list';
import type { Parameters } from '../../fields/parameters';
import { optionsField } from '../../fields/write';
import type { Operation } from '../operation';

const FIELDS = 'sys_id,name,label,super_class.name,sys_scope.scope,is_extendable';

export const getAll: Operation = {
	option: { name: 'Get Many', description: 'Get many tables of the instance, by name', action: 'Get many tables' },
	readOnly: true,
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
		optionsField([
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
		]),
	],
	*run(parameters) {
		const query = queryOf(parameters);
		const rows = yield* tables(query, limitOf(parameters));
		if (rows.length === 0 && !(yield* seesTables())) {
			throw unreadable(TABLES, 'Every instance has tables, but none of them is shown.');
		}
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

function queryOf(parameters: Parameters): string {
	const { scope = '', extends: parent = '' } = parameters.collection('options');
	const search = queryValue(parameters.text('search'), 'Search');
	const terms = [
		search === '' ? '' : `labelLIKE${search}^ORnameLIKE${search}`,
		scope === '' ? '' : equals('sys_scope.scope', String(scope).trim(), 'Scope'),
		parent === '' ? '' : equals('super_class.name', tableName(String(parent), 'Extends'), 'Extends'),
	];
	return terms.filter((term) => term !== '').join('^');
}

function* tables(query: string, limit: number): Steps<Array<Record<string, unknown>>> {
	const options = { sysparm_fields: FIELDS, sysparm_exclude_reference_link: 'true' };
	try {
		return yield* pages({ table: TABLES, query, orderBy: '^ORDERBYname', limit, options });
	} catch (error) {
		throw asUnreadable(error);
	}
}
