import { catalogVariables } from './catalogVariables';
import { columnPickers, type ListedTable } from './columns';
import { listSearch } from './listSearch';
import { getColumnsToCreate, getColumnsToUpdate, getStagingColumns } from './resourceMapping';

/** What fills the pickers and forms of a node whose operations list what `listedTable` says. */
export function methodsFor(listedTable: ListedTable) {
	const { searchFields, searchValues, ...loadOptions } = columnPickers(listedTable);
	return {
		listSearch: { ...listSearch, searchFields, searchValues },
		loadOptions,
		resourceMapping: { ...catalogVariables, getColumnsToCreate, getColumnsToUpdate, getStagingColumns },
	};
}
