import { isObject } from '../../api/request';
import { durationSeconds } from '../durations';
import { amount } from '../numbers';
import { isoFromWire, utc } from '../values';

/** How a value is shown in a simplified record; texts, labels and names are all `text`. */
export type SimpleForm = 'text' | 'boolean' | 'number' | 'date' | 'amount' | 'duration' | 'list';

/** A value as people see it, unless that says less than what is stored: written back, it would change the record. */
export function simpleValue(content: unknown, form: SimpleForm): string | number | boolean | null {
	const [raw, label] = bothForms(content);
	if (raw === '' && label === '') return null;
	if (form === 'boolean') return isTrue(raw);
	// A time that the user sees in another zone would be taken for one in UTC.
	if (form === 'date' || isShownTime(raw, label)) return isoFromWire(raw) ?? raw;
	return EXACT[form]?.(raw, label) ?? (label === '' ? raw : label);
}

/** The stored value, and what people see of it. */
function bothForms(content: unknown): [raw: string, label: string] {
	const { value, display_value = value }: { value?: unknown; display_value?: unknown } = isObject(content)
		? content
		: { value: content };
	return [String(value ?? ''), String(display_value ?? '')];
}

/** What is shown in the label's place; undefined where the label will do. */
const EXACT: Partial<Record<SimpleForm, (raw: string, label: string) => string | number | undefined>> = {
	// The number of a choice says less than its label.
	number: (raw, label) => (areNumbers(raw, label) ? exactNumber(raw) : undefined),
	// Amounts are shown with two digits, and with signs of which some stand for several currencies.
	amount: (raw, label) => (amount(label)?.split(';').at(-1) === amount(raw) ? undefined : exactNumber(raw)),
	// Long ones are shown without their seconds.
	duration: (raw, label) => {
		const seconds = durationSeconds(label);
		return seconds !== undefined && utc(seconds * 1000) === raw ? undefined : clockOf(raw);
	},
	// Of a record that is gone, or hidden from the user, there is no name.
	list: (raw, label) => (/(^|, ?)(,|$)/.test(label) ? raw : undefined),
};

function isTrue(raw: string): boolean {
	return raw === 'true' || raw === '1';
}

function areNumbers(...texts: string[]): boolean {
	return texts.every((text) => /^-?[\d.,\s]+%?$/.test(text));
}

/** Digits that a number of JavaScript keeps. */
const MOST_DIGITS = 15;

function exactNumber(raw: string): number | string {
	return raw.replace(/\D/g, '').length > MOST_DIGITS ? raw : Number(raw);
}

/** `1 02:05:30` of a duration as it is stored. */
function clockOf(raw: string): string {
	const length = Date.parse(isoFromWire(raw) ?? '');
	if (Number.isNaN(length) || length < 0) return raw;
	const days = Math.floor(length / 86_400_000);
	return `${days === 0 ? '' : `${days} `}${raw.slice(11)}`;
}

function isShownTime(raw: string, label: string): boolean {
	return raw !== label && SHOWN_TIME.test(label);
}

const SHOWN_TIME = /^[\d./-]{6,10} [\d.:]{4,8}(?: ?[AP]M)?$/i;
