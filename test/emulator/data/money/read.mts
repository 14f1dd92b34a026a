/** From what a client sends to an amount and its currency: currency-values-scripts.md, setValue() and setDisplayValue(). */
import { decimalText } from '../decimal.mts';
import { marksOf } from './locale.mts';
import type { Marks, Money } from './locale.mts';

export interface Amount {
	/** Four digits behind the point at most. */
	amount: string;
	currency: string;
}

const DIGITS = 4;
const PREFIXED = /^\s*([A-Za-z]{3})\s*;(.*)$/s;

/** Digits with group marks between them, as far as they go, with a point for the decimal mark. */
function digitsOf(text: string, { group, decimal }: Marks): string {
	let digits = '';
	for (const character of text) {
		const isWhole = !digits.includes('.');
		if (/\d/.test(character)) digits += character;
		else if (character === decimal && isWhole) digits += '.';
		else if (character !== group || digits === '' || !isWhole) break;
	}
	return digits;
}

const without = (start: string, text: string): string =>
	start !== '' && text.startsWith(start) ? text.slice(start.length).trim() : text;

/**
 * As Java's number formats read it: the sign, the symbol, digits with group marks between them, digits behind the decimal
 * mark; they stop at the first character that does not fit. So `12,50` is twelve hundred and fifty where the comma groups,
 * and `1.234,50` there is little more than one.
 */
function localNumber(text: string, { locale, session }: Money): string | undefined {
	const marks = marksOf(locale, session);
	const trimmed = text.trim();
	const sign = trimmed.startsWith('-') ? '-' : '';
	const digits = digitsOf(without(marks.symbol, without('-', trimmed)), marks);
	return decimalText(`${sign}${digits}`, DIGITS);
}

/**
 * A plain number, or one behind the code of its currency and a semicolon. What is no plain number is read in the caller's
 * locale, as display values are: what real instances do with it when it is not sent as one is not recorded.
 */
export function readAmount(text: string, money: Money, isDisplayValue: boolean): Amount | undefined {
	const [, code = money.session, number = text] = PREFIXED.exec(text) ?? [];
	const plain = isDisplayValue ? undefined : decimalText(number.trim(), DIGITS);
	const amount = plain ?? localNumber(number, money);
	return amount === undefined ? undefined : { amount, currency: code.toUpperCase() };
}
