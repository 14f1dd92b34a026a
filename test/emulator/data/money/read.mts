/** From what a client sends to an amount and its currency: currency-values-scripts.md, setValue() and setDisplayValue(). */
import { decimalText } from '../decimal.mts';
import { marksOf } from './locale.mts';
import type { Money } from './locale.mts';

export interface Amount {
	/** Four digits behind the point at most. */
	amount: string;
	currency: string;
}

const DIGITS = 4;
const PREFIXED = /^\s*([A-Za-z]{3})\s*;(.*)$/s;

/**
 * As Java's number formats read it: the sign, the symbol, digits with group marks between them, digits behind the decimal
 * mark; they stop at the first character that does not fit. So `12,50` is twelve hundred and fifty where the comma groups,
 * and `1.234,50` there is little more than one.
 */
function localNumber(text: string, { locale, session }: Money): string | undefined {
	const { group, decimal, symbol } = marksOf(locale, session);
	let rest = text.trim();
	const sign = rest.startsWith('-') ? '-' : '';
	if (sign !== '') rest = rest.slice(1).trim();
	if (symbol !== '' && rest.startsWith(symbol)) rest = rest.slice(symbol.length).trim();
	let digits = '';
	for (const character of rest) {
		const isPoint = character === decimal && !digits.includes('.');
		const isGroup = character === group && digits !== '' && !digits.includes('.');
		if (!/\d/.test(character) && !isPoint && !isGroup) break;
		if (isPoint) digits += '.';
		else if (!isGroup) digits += character;
	}
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
