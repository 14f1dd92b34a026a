import type { EncodedQuery } from '../../domain/api/checked';
import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../domain/failure/inputError';
import type { Steps } from '../../domain/api/request';
import { equals, all, encoded, EVERY } from '../../domain/encodedQuery';
import { readOne } from '../../domain/records/lookup';
import type { JournalEntry } from '../../domain/values/journal';
import { endOfDay, momentIn } from '../../domain/values/moments';
import { utc } from '../../domain/values/values';
import type { Item } from '../../properties/item/item';
import { USER } from '../../properties/pickers/kinds';
import { type LocatorKind, locator } from '../../properties/pickers/locator';
import { optionalKey } from '../../properties/values/work';
import { optionsField } from '../../properties/values/write';

const AUTHOR: LocatorKind = { ...USER, displayName: 'Author' };

export const wantedFields: INodeProperties[] = [
	optionsField(
		[
			locator(AUTHOR, { name: 'author', required: false, description: 'Only what this user has written' }),
			{
				displayName: 'From',
				name: 'from',
				type: 'dateTime',
				default: '',
				description: 'Only entries of this time or later',
			},
			{
				displayName: 'Oldest First',
				name: 'oldestFirst',
				type: 'boolean',
				default: false,
				description: 'Whether the oldest entries come first, and count for the limit',
			},
			{
				displayName: 'Until',
				name: 'until',
				type: 'dateTime',
				default: '',
				description: 'Only entries of this time or earlier',
			},
		],
		'listed',
	),
];

/** Which entries of a journal are wanted. */
export interface Wanted {
	/** Under both of the names that an entry may have. */
	author: { user_name: string; name: string } | undefined;
	/** UTC in ServiceNow's form, or ''. */
	from: string;
	until: string;
	oldestFirst: boolean;
}

/** @throws InputError for a time that is none, before anything is sent */
export function* resolveWanted(item: Item): Steps<Wanted> {
	const key = optionalKey(item, AUTHOR, 'options.author');
	const [from, until] = [timeOf(item, 'from', 'From', 'start'), timeOf(item, 'until', 'Until', 'end')];
	const oldestFirst = item.collection('options').oldestFirst === true;
	if (key === undefined) return { author: undefined, from, until, oldestFirst };
	const own = 'sys_id' in key ? [] : [key.column];
	const sysparm_fields = [...new Set(['user_name', 'name', ...own])].join(',');
	const { user_name, name } = yield* readOne(USER.table, key, { sysparm_fields });
	return { author: { user_name: String(user_name ?? ''), name: String(name ?? '') }, from, until, oldestFirst };
}

/** Of a day its beginning, or its end. */
function timeOf(item: Item, name: string, field: string, edge: 'start' | 'end'): string {
	const { timeZone } = item;
	const given = item.collection('options')[name];
	if (given === undefined || given === null || given === '') return '';
	const moment = momentIn(given, timeZone);
	if (moment !== undefined) return utc(moment.isDay && edge === 'end' ? endOfDay(moment.day, timeZone) : moment.at);
	throw new InputError(field, `"${String(given)}" is not a date and time`, 'Use a form such as 2026-01-31T14:00:00Z.');
}

/** The conditions for a query of `sys_journal_field`. */
export function conditionsOf({ author, from, until }: Wanted): EncodedQuery {
	return all(
		author === undefined ? EVERY : equals('sys_created_by', author.user_name, 'Author'),
		from === '' ? EVERY : encoded`sys_created_on>=${from}`,
		until === '' ? EVERY : encoded`sys_created_on<=${until}`,
	);
}

/** The same for entries that were read out of a record, newest first. */
export function chosen(entries: JournalEntry[], { author, from, until, oldestFirst }: Wanted): JournalEntry[] {
	const found = entries.filter(
		({ created_on, name }) =>
			(author === undefined || name === author.name) &&
			(from === '' || created_on >= from) &&
			(until === '' || created_on <= until),
	);
	return oldestFirst ? found.reverse() : found;
}
