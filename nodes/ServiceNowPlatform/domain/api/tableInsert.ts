import { apiPath, type ApiRequest, type Query } from './request';

interface Insert {
	/** Chosen here, so that one can look for the record when the answer to the insert is lost. */
	sys_id: string;
	/** Others choose it, too, or the user has chosen it: a record that has it already may be another's. */
	isShared?: boolean;
	/** In wire form. */
	values: Record<string, string>;
	query: Query;
}

/** Makes a record. Nothing else does: an insert that does not say what it makes could not be looked for. */
export function tableInsert(table: string, { sys_id, isShared = false, values, query }: Insert): ApiRequest {
	return {
		method: 'POST',
		path: apiPath`/api/now/table/${table}`,
		query,
		body: { ...values, sys_id },
		creates: { table, sys_id, ...(isShared ? { isShared } : {}) },
	};
}
