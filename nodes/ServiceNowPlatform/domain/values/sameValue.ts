import { isObject } from '../api/request';
import { decoded } from './html';

/** Columns whose content never comes back as it was written: entries of a journal, secrets, values kept elsewhere. */
const SILENT = new Set([
	'journal',
	'journal_input',
	'journal_list',
	'password',
	'password2',
	'glide_encrypted',
	'user_input',
	'variables',
	'glide_var',
]);
const HTML = new Set(['html', 'translated_html']);
/** An empty boolean is false. */
const BOOLEANS = new Map([
	...['true', '1', 'yes', 'on'].map((word) => [word, true] as const),
	...['', 'false', '0', 'no', 'off'].map((word) => [word, false] as const),
]);
const MONEY = new Set(['currency', 'currency2', 'price']);
const DATE = /^(\d{4}-\d{2}-\d{2})(?: (\d{1,2}:\d{2}(?::\d{2})?))?$/;

const SECRETS = new Set(['password', 'password2', 'glide_encrypted']);
/** What people see of a secret. */
const MASK = '********';

/** Whether the content is what a read shows of a secret: written, it would take the secret's place. */
export function isMasked(content: unknown, column: string, type: string): boolean {
	if (isObject(content)) return content.display_value === MASK && 'value' in content;
	return content === MASK && (SECRETS.has(type) || /password/.test(column));
}

export function isSilent(type: string): boolean {
	return SILENT.has(type);
}

/**
 * Whether a stored value says the same as the one that was sent. The platform trims texts, spells booleans and numbers its own way,
 * completes dates, and cleans HTML; none of that is a loss. `type` is the column's, or '' where it is not known.
 */
export function sameValue(sent: string, stored: string, type = ''): boolean {
	const [given, kept] = [plainText(sent), plainText(stored)];
	if (given === kept) return true;
	if (type === 'boolean' || (type === '' && /^(true|false)$/.test(kept))) return sameBoolean(given, kept);
	if (given === '' || kept === '') return false;
	return SPELLINGS.some((same) => same(given, kept, type));
}

/** The ways in which one value may be spelled differently; one that fits is enough. */
const SPELLINGS: ReadonlyArray<(sent: string, stored: string, type: string) => boolean> = [
	sameNumber,
	sameTime,
	(sent, stored, type) => ignoresCase(sent, type) && sent.toLowerCase() === stored.toLowerCase(),
	(sent, stored, type) => type === 'glide_list' && sameList(sent, stored),
	(sent, stored, type) => type === 'ph_number' && digits(sent) === digits(stored),
	(sent, stored, type) => isMarkup(sent + stored, type) && textOfHtml(sent) === textOfHtml(stored),
];

function ignoresCase(value: string, type: string): boolean {
	return type === 'email' || /^[0-9a-f]{32}$/i.test(value);
}

function isMarkup(text: string, type: string): boolean {
	return HTML.has(type) || (type === '' && /<\w/.test(text));
}

/** Line ends are the platform's own; what surrounds a text is cut off. */
export function plainText(value: string): string {
	return value.replace(/\r\n?/g, '\n').trim();
}

function sameBoolean(sent: string, stored: string): boolean {
	const meaning = BOOLEANS.get(sent.toLowerCase());
	return meaning !== undefined && meaning === BOOLEANS.get(stored.toLowerCase());
}

/** Amounts are sent as `USD;12.5` or `$1,234.50`. One in another currency is stored as what it is worth in that of the instance. */
function sameNumber(sent: string, stored: string, type: string): boolean {
	if (MONEY.has(type) && /^[A-Z]{3};/.test(sent)) return true;
	const number = (value: string) => {
		const text = (value.split(';').at(-1) ?? '').replace(/[$€£,\s]/g, '');
		return text === '' ? Number.NaN : Number(text);
	};
	return number(sent) === number(stored);
}

/** Midnight and missing seconds may be left out; a date column keeps the date only. Durations count from 1970. */
function sameTime(sent: string, stored: string): boolean {
	const [given, kept] = [DATE.exec(withDay(sent)), DATE.exec(withDay(stored))];
	if (given === null || kept === null || given[1] !== kept[1]) return false;
	if (kept[2] === undefined) return true;
	return fullTime(given[2]) === fullTime(kept[2]);
}

/** `2 03:04:05` and `26:00:00` are durations. */
function withDay(value: string): string {
	const [, days = '0', time] = /^(?:(\d{1,6}) )?(\d{1,6}:\d{2}:\d{2})$/.exec(value) ?? [];
	if (time === undefined) return value;
	const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
	const length = ((Number(days) * 24 + hours) * 60 + minutes) * 60 + seconds;
	return new Date(length * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

function fullTime(time = '00:00:00'): string {
	const text = time.length <= 5 ? `${time}:00` : time;
	return text.padStart(8, '0');
}

function sameList(sent: string, stored: string): boolean {
	const sorted = (value: string) => [...new Set(value.split(',').map((part) => part.trim()))].sort().join();
	return sorted(sent) === sorted(stored);
}

function digits(value: string): string {
	return value.replace(/\D/g, '');
}

/** The words of a text with markup. */
function textOfHtml(html: string): string {
	return decoded(html.replace(/<[^<>]*>/g, ' '))
		.replace(/\s+/g, ' ')
		.trim();
}
