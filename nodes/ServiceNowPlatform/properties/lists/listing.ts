import type { EncodedQuery } from '../../domain/api/checked';
import type { INodeProperties } from 'n8n-workflow';
import type { Steps } from '../../domain/api/request';
import type { List } from '../../domain/paging/paging';
import { EVERY, narrowed } from '../../domain/encodedQuery';
import type { Item } from '../item/item';
import { pageSizeOf } from '../requestSettings';
import { filterField, queryOptions, resolveFilter } from './filter';
import { limitField, limitOf, returnAllField } from './list';
import { resolveSort, sortOption } from './sort';

/** How many records of a list are wanted, and which. */
export const listProperties: INodeProperties[] = [returnAllField, limitField, filterField];

/** What else a list of records can be told. */
export const listOptions: INodeProperties[] = [...queryOptions, sortOption];

export interface Listing {
	list: Omit<List, 'options'>;
	/** Columns of the filter and the order, as far as they are known. */
	columns: string[];
}

interface Own {
	/** Conditions that the operation itself makes; steps are taken once all that the user entered has been read. */
	own?: EncodedQuery | Steps<EncodedQuery>;
	/** Where the user chooses no order. */
	usualOrder?: string;
	/** Where the user is not asked for one. */
	limit?: number;
}

/** What is entered there, for a list of records of the table. @throws InputError before anything is sent */
export function* resolveList(
	item: Item,
	table: string,
	{ own = EVERY, usualOrder = '', limit: most }: Own = {},
): Steps<Listing> {
	const [sort, limit] = [resolveSort(item), most ?? limitOf(item)];
	const filter = yield* resolveFilter(item, table);
	const query = narrowed(filter.query, typeof own === 'string' ? own : yield* own);
	return {
		list: { table, query, orderBy: sort.orderBy || usualOrder, limit, pageSize: pageSizeOf(item) },
		columns: [...filter.columns, ...sort.columns],
	};
}
