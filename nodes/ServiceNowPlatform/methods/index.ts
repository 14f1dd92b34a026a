import { catalogVariables } from './catalogVariables';
import { columnPickers, type TablesOf } from './columns';
import { listSearch } from './listSearch';
import { getColumnsToCreate, getColumnsToUpdate, getColumnsToUpsert, getStagingColumns } from './resourceMapping';

/** What fills the pickers and forms of a node whose operations are about the tables that `tables` says. */
export function methodsFor(tables: TablesOf) {
	const { searchFields, searchValues, ...loadOptions } = columnPickers(tables);
	return {
		listSearch: { ...listSearch, searchFields, searchValues },
		loadOptions,
		resourceMapping: {
			...catalogVariables,
			getColumnsToCreate,
			getColumnsToUpdate,
			getColumnsToUpsert,
			getStagingColumns,
		},
	};
}
