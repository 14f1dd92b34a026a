import type { INodeProperties } from 'n8n-workflow';
import { tableName } from '../domain/record';
import type { Parameters } from './parameters';

/** Which table: from the instance's list, or typed. */
export const tableLocator: INodeProperties = {
	displayName: 'Table',
	name: 'table',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The table that holds the records',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a table',
			typeOptions: { searchListMethod: 'searchTables', searchable: true },
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. incident or u_my_table',
			hint: 'The technical name, not the label',
		},
	],
};

/** Which staging table rows are imported into. */
export const stagingTableLocator: INodeProperties = {
	...tableLocator,
	displayName: 'Staging Table',
	description: 'The table that takes the rows, and from which transform maps make records',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a staging table',
			typeOptions: { searchListMethod: 'searchStagingTables', searchable: true },
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. imp_user or u_my_import',
			hint: 'The technical name, not the label',
		},
	],
};

/** The chosen table's technical name. @throws InputProblem when there is none or it cannot be one */
export function resolveTable(parameters: Parameters, { displayName: field } = tableLocator): string {
	return tableName(parameters.located('table', field).value, field);
}
