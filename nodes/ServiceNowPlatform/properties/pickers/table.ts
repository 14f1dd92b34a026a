import type { INodeProperties } from 'n8n-workflow';
import { tableName } from '../../domain/address/record';
import { tableFromUrl } from '../../domain/address/tableAddress';
import type { Located, Item } from '../item/item';

/** The ways to name a table: from a list, typed, or by the address of a list or a record. */
function tableModes(one: string, searchListMethod: string, example: string): Pick<INodeProperties, 'modes'> {
	return {
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Choose ${one}`,
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By Name',
				name: 'name',
				type: 'string',
				placeholder: `e.g. ${example}`,
				hint: 'The technical name, not the label',
			},
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string',
				placeholder: 'e.g. https://dev12345.service-now.com/incident_list.do',
				hint: 'The address of a list or a record of the table as the browser shows it',
			},
		],
	};
}

/** Which table: from the instance's list, typed, or from the address of a page. */
export const tableLocator: INodeProperties = {
	displayName: 'Table',
	name: 'table',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The table that holds the records',
	...tableModes('a table', 'searchTables', 'incident or u_my_table'),
};

/** Which class: from the instance's list, or typed. */
export const classLocator: INodeProperties = {
	...tableLocator,
	displayName: 'Class',
	description: 'The class of the configuration item, which is the table that holds it',
	...tableModes('a class', 'searchClasses', 'cmdb_ci_linux_server'),
};

/** Which staging table rows are imported into. */
export const stagingTableLocator: INodeProperties = {
	...tableLocator,
	displayName: 'Staging Table',
	description: 'The table that takes the rows, and from which transform maps make records',
	...tableModes('a staging table', 'searchStagingTables', 'imp_user or u_my_import'),
};

/** The chosen table's technical name. @throws InputError when there is none or it cannot be one */
export function resolveTable(item: Item, { displayName: field } = tableLocator): string {
	return tableNamed(item.located('table', field), field);
}

/** @throws InputError when it cannot be the name of a table, or the address of one */
export function tableNamed({ mode, value }: Located, field = tableLocator.displayName): string {
	return mode === 'url' ? tableFromUrl(value, field) : tableName(value, field);
}
