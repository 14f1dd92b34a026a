import type { IDataObject } from 'n8n-workflow';
import { columnName } from '../domain/encodedQuery';
import { type Item, wholeNumber } from '../properties/item/item';
import { columnList } from '../properties/output/read';
import { resolveTable } from '../properties/pickers/table';
import { chosenEvent, type EventKind } from './events';

/** What the user has chosen, besides which records and in which form. */
export interface Settings {
	event: EventKind;
	table: string;
	/** Columns whose change alone counts. */
	watched: string[];
	/** Values that the watched column is to change to; any where there are none. */
	wanted: string[];
	/** Whether a record counts of which nobody can tell whether a watched column has changed. */
	keepUnknown: boolean;
	/** Journal columns. */
	journals: string[];
	startMinutes: number;
	/** How many of the newest count when it begins; 0 leaves them out. */
	startNewest: number;
	/** Seconds. */
	overlap: number;
	maxItems: number;
	ignoreOwn: boolean;
	ofClass: boolean;
	eventInfo: boolean;
	isInstant: boolean;
	/** That rings the bell; '' where the instance does. */
	midServer: string;
}

/** @throws InputError before anything is sent */
export function settingsOf(item: Item): Settings {
	const { kind, table = undefined } = chosenEvent(item.text('event'));
	const options = item.checked().collection('options');
	const stateColumn = columnName(String(options.stateField ?? 'state'), 'Field of State');
	return {
		event: kind,
		table: table ?? resolveTable(item),
		watched: kind === 'stateChanged' ? [stateColumn] : columnList(options.watchedFields),
		wanted: kind === 'stateChanged' ? listed(item.text('values')) : [],
		keepUnknown: options.keepUnknown !== false,
		journals: journalsOf(item.text('journal')),
		...startOf(options),
		overlap: wholeNumber(options.overlap ?? 300, 'Overlap', 0),
		maxItems: wholeNumber(options.maxItems ?? 1_000, 'Max Items per Run'),
		ignoreOwn: options.ignoreOwn !== false,
		ofClass: options.ofClass === true,
		eventInfo: options.eventInfo !== false,
		isInstant: item.text('mode') === 'instant',
		midServer: String(options.midServer ?? '').trim(),
	};
}

function startOf({ startNewest = 0, startMinutes = 0 }: IDataObject): Pick<Settings, 'startNewest' | 'startMinutes'> {
	return {
		startNewest: wholeNumber(startNewest, 'Start With Newest', 0),
		startMinutes: wholeNumber(startMinutes, 'Start', 0),
	};
}

function journalsOf(kind: string): string[] {
	return kind === 'comments' || kind === 'work_notes' ? [kind] : ['comments', 'work_notes'];
}

function listed(text: string): string[] {
	return text
		.split(',')
		.map((value) => value.trim())
		.filter((value) => value !== '');
}

/** The table that filters and columns are about, where the event names it. */
export function tableOfEvent(item: Item): string | undefined {
	const { table } = chosenEvent(item.text('event') || 'changed');
	return table;
}
