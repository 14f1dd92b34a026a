/** Records as the Table API sends them: every value a string, references as links, display values on request. */
import type { Column, Row, Session, Store } from '../../types.mts';
import { isReference } from '../columnTypes.mts';
import { createDisplayer } from './display.mts';
import type { Displayer } from './display.mts';
import { planFields } from './plan.mts';
import type { Field } from './plan.mts';

export type DisplayMode = 'false' | 'true' | 'all';

export interface RenderOptions {
	display: DisplayMode;
	/** sysparm_exclude_reference_link */
	excludeLinks: boolean;
	/** Dot-walked names allowed; all columns when absent. */
	fields?: readonly string[];
	/** `https://host/api/now/table`, with the version that the request named. */
	linkBase: string;
}

export type RenderedValue = string | { display_value?: string; link?: string; value?: string };
export type RenderedRecord = Record<string, RenderedValue>;

interface Target {
	table: string;
	key: string;
}

interface Rendering {
	store: Store;
	options: RenderOptions;
	displayer: Displayer;
}

/** What the value points at; a document_id finds its table in another column of the record. */
function targetOf(store: Store, column: Column, row: Row): Target | undefined {
	if (isReference(column)) return { table: column.reference, key: column.reference_key };
	if (column.type !== 'document_id' || !column.dependent) return undefined;
	const table = row[column.dependent] ?? '';
	return store.schema.exists(table) ? { table, key: '' } : undefined;
}

function link({ options }: Rendering, { table, key }: Target, value: string): string {
	const name = encodeURIComponent(value);
	return key ? `${options.linkBase}/${table}?${key}=${name}` : `${options.linkBase}/${table}/${name}`;
}

function renderReference(rendering: Rendering, target: Target, value: string, column: Column): RenderedValue {
	const { display, excludeLinks } = rendering.options;
	const address = excludeLinks ? {} : { link: link(rendering, target, value) };
	if (display === 'false') return excludeLinks ? value : { ...address, value };
	const shown = rendering.displayer.reference({ ...column, reference: target.table, reference_key: target.key }, value);
	if (display === 'true') return excludeLinks ? shown : { display_value: shown, ...address };
	return { display_value: shown, ...address, value };
}

function renderValue(rendering: Rendering, table: string, column: Column, row: Row): RenderedValue {
	const { display } = rendering.options;
	const value = row[column.element] ?? '';
	const target = value === '' ? undefined : targetOf(rendering.store, column, row);
	if (target) return renderReference(rendering, target, value, column);
	if (display === 'false') return rendering.displayer.raw(column, row);
	const shown = rendering.displayer.display(table, column, row);
	return display === 'true' ? shown : { display_value: shown, value: rendering.displayer.raw(column, row) };
}

const BLANK: Row = {};

/** The record at the end of the path; through an empty or dangling reference every value is empty. */
function walkTo({ displayer }: Rendering, { walk }: Field, row: Row): Row {
	let place: Row | undefined = row;
	for (const { column } of walk) {
		place = place && displayer.lookup(column.reference, column.reference_key || 'sys_id', place[column.element] ?? '');
	}
	return place ?? BLANK;
}

export type Renderer = (row: Row) => RenderedRecord;

/** A renderer serves one answer: it remembers the records it looked up. */
export function createRenderer(store: Store, session: Session, table: string, options: RenderOptions): Renderer {
	const rendering: Rendering = { store, options, displayer: createDisplayer(store, session) };
	const fields = planFields(store, session, table, options.fields);
	return (row) => {
		const record: RenderedRecord = {};
		for (const field of fields) {
			record[field.key] = renderValue(rendering, field.table, field.column, walkTo(rendering, field, row));
		}
		return record;
	};
}
