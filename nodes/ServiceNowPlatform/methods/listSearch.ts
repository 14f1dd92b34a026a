import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { catalogSearch } from './catalogSearch';
import { searchNextStates } from './changeStates';
import { searchDataSources, searchResolutionCodes } from './choices';
import { searchFields, searchValues } from './columns';
import { currentTable, isKnownTable, withConnection } from './context';
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
		const known = isKnownTable(table) ? 'number' : await displayColumn(connection, table);
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

export const listSearch = {
	...kinds,
	...catalogSearch,
	searchConfigurationItems,
	searchDataSources,
	searchFields,
	searchNextStates,
	searchRecords,
	searchResolutionCodes,
	searchValues,
};
