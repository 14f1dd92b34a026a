import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import { ExecutionCache } from '../domain/api/executionCache';
import { InputError } from '../domain/failure/inputError';
import { recordsOf, type Steps } from '../domain/api/request';
import { columnName } from '../domain/encodedQuery';
import { type FoundColumn, readColumnAt } from '../domain/schema/columnPath';
import { type Column, columnsOf } from '../domain/schema/columns';
import { columnsRequest } from '../domain/schema/dictionary';
import { readClassChain } from '../domain/schema/schema';
import { readIsView, viewFailure } from '../domain/schema/view';
import type { Item } from '../properties/item/item';
import { operatorsFor } from '../properties/lists/operators';
import { periodOptions } from '../properties/lists/periods';
import { located } from '../properties/pickers/column';
import { perform } from '../transport/items/perform';
import type { Connection } from '../transport/sending/connection';
import { choices, containing } from './choices';
import { currentParameters, currentTable, withConnection } from './context';
import { recordPage } from './page';
import { LIST_KINDS, type ListKind, tableKind } from './pickers';

const PAGE = 100;

/** A table that the chosen operation is about; undefined where it is the one that the node works on. */
type OwnTable = (item: Item) => string | undefined;

export interface TablesOf {
	/** Of the list that it makes. */
	listedTable: OwnTable;
	/** Of the records that it puts out. */
	returnedTable: OwnTable;
}

/** What chooses columns, and operators and values for them. */
export function columnPickers({ listedTable, returnedTable }: TablesOf) {
	const tableOf = (context: ILoadOptionsFunctions, own = listedTable) =>
		own(currentParameters(context)) ?? currentTable(context);
	return {
		/** Columns of the table and, once something is searched for, of the records that it refers to. Three requests at most. */
		async searchFields(
			this: ILoadOptionsFunctions,
			filter?: string,
			paginationToken?: string,
		): Promise<INodeListSearchResult> {
			return await withConnection(
				this,
				async (connection) => await columnsPage(connection, tableOf(this), filter, paginationToken),
			);
		},
		/** Values for the column chosen beside them: its choices, true and false, or the records that it may refer to. */
		async searchValues(
			this: ILoadOptionsFunctions,
			filter?: string,
			paginationToken?: string,
		): Promise<INodeListSearchResult> {
			return await withConnection(this, async (connection) => {
				const found = await chosenColumn(this, connection, tableOf);
				return await valuesPage(connection, found, filter, paginationToken);
			});
		},
		/** The same as a list of which several are chosen; of other records the first page. */
		async getValues(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
			return await withConnection(this, async (connection) => {
				const found = await chosenColumn(this, connection, tableOf);
				const { results } = await valuesPage(connection, found);
				const options = results.map(({ name, value }) => ({ name, value }));
				// A label, a name or an ID that an expression gave or somebody wrote: n8n would call it wrong.
				const given = [this.getCurrentNodeParameter('&values') ?? []].flat().map(String);
				const others = given.filter((one) => !one.startsWith('=') && options.every(({ value }) => value !== one));
				return [...options, ...others.map((one) => ({ name: one, value: one }))];
			});
		},
		/** The columns of what is put out, with those of the records that it refers to. */
		async getFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
			return await withConnection(
				this,
				async (connection) => await columnEntries(connection, tableOf(this, returnedTable), true),
			);
		},
		/** The operators that fit the column chosen beside them; all of them where the dictionary is closed or a column is not chosen yet. */
		async getOperators(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
			return await withConnection(this, async (connection) => {
				const found = await chosenColumn(this, connection, tableOf);
				return operatorsFor(found?.column);
			});
		},
	};
}

async function columnsPage(
	connection: Connection,
	table: string,
	filter = '',
	paginationToken = '0',
): Promise<INodeListSearchResult> {
	const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
	const entries = await columnEntries(connection, table, words.length > 0);
	const hits = entries.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
	const found = nearestFirst(hits, filter.trim().toLowerCase());
	const end = Number(paginationToken) + PAGE;
	return {
		results: found.slice(end - PAGE, end),
		...(found.length > end ? { paginationToken: String(end) } : {}),
	};
}

/** What begins with the text comes first, by its label or its name, and columns of the table itself before those of other records. */
function nearestFirst(entries: INodeListSearchItems[], text: string): INodeListSearchItems[] {
	const distance = ({ name, value }: INodeListSearchItems) => {
		const isNear = [name.toLowerCase(), String(value)].some((one) => one.startsWith(text));
		return (String(value).includes('.') ? 2 : 0) + (isNear ? 0 : 1);
	};
	return text === '' ? entries : [...entries].sort((one, other) => distance(one) - distance(other));
}

async function valuesPage(
	connection: Connection,
	found: FoundColumn | undefined,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const text = (filter ?? '').trim();
	const typed = text === '' ? [] : [{ name: text, value: text }];
	if (found === undefined) return offered(typed, 'The field is not chosen, or its definition cannot be read');
	const { family, targets } = found.column;
	if (family === 'date') {
		const { results } = containing(filter, asEntries(periodOptions));
		return { results: results.length > 0 ? results : typed };
	}
	if (family === 'boolean')
		return containing(
			filter,
			['true', 'false'].map((value) => ({ name: value, value })),
		);
	if (family === 'choice') return containing(filter, await choicesOf(connection, found));
	if (targets.length === 0) return offered(typed, 'This field has no list of values');
	return await recordPage(connection, kindOf(targets), filter, paginationToken);
}

async function columnEntries(
	connection: Connection,
	table: string,
	withReferences: boolean,
): Promise<INodeListSearchItems[]> {
	return await perform(connection, readColumnEntries(new ExecutionCache(), table, withReferences));
}

function* readColumnEntries(
	cache: ExecutionCache,
	table: string,
	withReferences: boolean,
): Steps<INodeListSearchItems[]> {
	const chain = yield* readClassChain(cache, table);
	const own = columnsOf(chain, recordsOf(yield* cache.ask(columnsRequest(chain))));
	if (own.length === 0) {
		if (yield* readIsView(cache, table)) throw viewFailure(table);
		throw new InputError(
			'Field',
			`The columns of ${table} cannot be read`,
			'The signed-in user needs read access to sys_dictionary. Names of fields can be typed all the same.',
		);
	}
	const references = withReferences ? own.filter(({ family, targets }) => family === 'reference' && targets[0]) : [];
	const tables = [...new Set(references.flatMap(({ targets }) => targets))];
	const rows = tables.length === 0 ? [] : recordsOf(yield* cache.ask(columnsRequest(tables)));
	return [
		...own.map((column) => entry([column])),
		...references.flatMap((reference) =>
			columnsOf(reference.targets, rows).map((column) => entry([reference, column])),
		),
	];
}

function entry(path: Column[]): INodeListSearchItems {
	const value = path.map(({ element }) => element).join('.');
	return { name: `${path.map(({ label }) => label).join(' ')} (${value})`, value };
}

async function chosenColumn(
	context: ILoadOptionsFunctions,
	connection: Connection,
	tableOf: (context: ILoadOptionsFunctions) => string,
): Promise<FoundColumn | undefined> {
	const name = located(context.getCurrentNodeParameter('&field'));
	// An expression is not known before the workflow runs.
	if (name === '' || name.startsWith('=')) return undefined;
	return await perform(connection, readColumnAt(new ExecutionCache(), tableOf(context), columnName(name, 'Field')));
}

async function choicesOf(connection: Connection, { column, chain }: FoundColumn): Promise<INodeListSearchItems[]> {
	const entries = await choices(connection, chain, column.element);
	return entries.map(({ name, value }) => ({ name: `${name} (${String(value)})`, value }));
}

/** How records of a table are listed, by the table and its parent classes. */
function kindOf(targets: string[]): ListKind {
	const [table = ''] = targets;
	const kinds: ListKind[] = Object.values(LIST_KINDS);
	const known = kinds.find((kind) => kind.table === table && kind.value === 'sys_id');
	return known ?? tableKind(table, targets.includes('task') ? 'number' : undefined);
}

/** What was typed into the search stands for itself where there is nothing to list. @throws InputError where nothing was typed yet */
function offered(typed: INodeListSearchItems[], reason: string): INodeListSearchResult {
	if (typed.length > 0) return { results: typed };
	throw new InputError('Value', reason, 'Type the value here.');
}

function asEntries(options: INodePropertyOptions[]): INodeListSearchItems[] {
	return options.map(({ name, value }) => ({ name, value: String(value) }));
}
