import type { EncodedQuery } from '../../domain/api/checked';
import type { INodeProperties } from 'n8n-workflow';
import type { Steps } from '../../domain/api/request';
import type { List } from '../../domain/paging/paging';
import { EVERY, narrowed } from '../../domain/encodedQuery';
import type { Item } from '../item/item';
import { outputFields } from '../output/output';
import { pageSizeOf } from '../requestSettings';
import { filterFields, filterNamesOption, resolveFilter } from './filter';
import { limitField, limitOf, returnAllField } from './list';
import { resolveSort, sortField } from './sort';

/** How many records of a list are wanted, which, and in which order. */
export const listProperties: INodeProperties[] = [returnAllField, limitField, ...filterFields, sortField];

/** What comes back of a list, with what is to be done with names in its filter. */
export const listOutputFields: INodeProperties[] = outputFields.map((field) =>
	field.name === 'options' ? { ...field, options: [...(field.options ?? []), filterNamesOption].sort(byName) } : field,
);

function byName(one: { name: string; displayName?: string }, other: { name: string; displayName?: string }): number {
	return (one.displayName ?? one.name).localeCompare(other.displayName ?? other.name);
}

export interface Listing {
	list: Omit<List, 'options'>;
	/** Fields of the filter and the order, as far as they are known. */
	columns: string[];
}

interface Own {
	/** Conditions that the operation itself makes; steps are taken once all that the user entered has been read. */
	own?: EncodedQuery | Steps<EncodedQuery>;
	/** Where the user chooses no order. */
	usualOrder?: string;
}

/** What is entered there, for a list of records of the table. @throws InputError before anything is sent */
export function* resolveList(item: Item, table: string, { own = EVERY, usualOrder = '' }: Own = {}): Steps<Listing> {
	const [sort, limit] = [resolveSort(item), limitOf(item)];
	const filter = yield* resolveFilter(item, table);
	const query = narrowed(filter.query, typeof own === 'string' ? own : yield* own);
	return {
		list: { table, query, orderBy: sort.orderBy || usualOrder, limit, pageSize: pageSizeOf(item) },
		columns: [...filter.columns, ...sort.columns],
	};
}
