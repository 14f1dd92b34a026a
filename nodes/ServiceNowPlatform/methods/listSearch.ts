import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { told } from '../domain/schema/stockTables';
import { catalogSearch } from './catalogSearch';
import { searchNextStates } from './changeStates';
import { searchDataSources, searchResolutionCodes } from './choices';
import { currentTable, withConnection } from './context';
import { displayColumn } from './metadata';
import { recordPage } from './page';
import { LIST_KINDS, tableKind } from './pickers';

type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** One list search method for each kind of record. */
const kinds = Object.fromEntries(
	Object.entries(LIST_KINDS).map(([name, kind]): [string, ListSearch] => [
		name,
		async function (filter, paginationToken) {
			return await withConnection(
				this,
				async (connection) => await recordPage(connection, kind, filter, paginationToken),
			);
		},
	]),
) as Record<keyof typeof LIST_KINDS, ListSearch>;

/** Records of the chosen table, newest first, by what users know them by. */
async function searchRecords(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await withConnection(this, async (connection) => {
		const table = currentTable(this);
		const known = told(table, 'keys')[0]?.[0] === 'number' ? 'number' : await displayColumn(connection, table);
		return await recordPage(connection, tableKind(table, known), filter, paginationToken);
	});
}

/** Items of the chosen class and of those below it. */
async function searchConfigurationItems(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await withConnection(this, async (connection) => {
		const kind = { ...LIST_KINDS.searchAnyItems, table: currentTable(this) };
		return await recordPage(connection, kind, filter, paginationToken);
	});
}

/** Pickers of records and of short lists; those of columns are in `columns`. */
export const listSearch = {
	...kinds,
	...catalogSearch,
	searchConfigurationItems,
	searchDataSources,
	searchNextStates,
	searchRecords,
	searchResolutionCodes,
};
