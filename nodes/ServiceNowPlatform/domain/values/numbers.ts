/** Marks that group digits by three. A blank may be one that does not break, an apostrophe a curly one. */
const GROUPS = /^[+-]?\d{1,3}(?:([.,'’ \u00a0\u202f])\d{3})(?:\1\d{3})*(?:([.,])\d+)?$/u;
const PLAIN = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;
const EXPONENT = /^[+-]?\d+(?:\.\d+)?e[+-]?\d{1,2}$/i;
const COMMA = /^[+-]?\d*,(\d+)$/;

/**
 * A number as machines write it, of one as people do: `1.234,50` and `1,234.50`, `12,50`. Undefined for text that is none, and for
 * `1,234`, which is a thousand to some and one and a bit to others.
 */
export function plainNumber(text: string): string | undefined {
	const given = text.trim().replace(/^−/, '-');
	if (PLAIN.test(given)) return tidy(given);
	if (EXPONENT.test(given)) return tidy(decimalOf(Number(given)));
	return withComma(given) ?? grouped(given);
}

function decimalOf(number: number): string {
	return Number.isInteger(number) ? BigInt(number).toString() : number.toFixed(20);
}

/** A comma that no group of three follows, or that follows a zero, can only be a decimal one. */
function withComma(text: string): string | undefined {
	const [, decimals] = COMMA.exec(text) ?? [];
	const isDecimal = decimals !== undefined && (decimals.length !== 3 || /^[+-]?0*,/.test(text));
	return isDecimal ? tidy(text.replace(',', '.')) : undefined;
}

function grouped(text: string): string | undefined {
	const [all, group = '', decimal = ''] = GROUPS.exec(text) ?? [];
	if (all === undefined || group === decimal) return undefined;
	const groups = text.split(group).length - 1;
	// One group alone, by a comma or a point, might be decimals.
	if (decimal === '' && groups === 1 && /[.,]/.test(group)) return undefined;
	return tidy(text.replaceAll(group, '').replace(',', '.'));
}

/** A whole number: groups are unmistakable there, unless they are made by a point. */
export function wholeNumber(text: string): string | undefined {
	const given = text.trim();
	const number = /^[+-]?\d{1,3}(,\d{3})+$/.test(given) ? tidy(given.replaceAll(',', '')) : plainNumber(given);
	return number !== undefined && /^-?\d+$/.test(number) ? number : undefined;
}

function tidy(text: string): string {
	const [, sign = '', digits = '', places = ''] = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text) ?? [];
	const [whole, decimals] = [digits.replace(/^0+/, ''), withoutZeros(places)];
	const number = `${whole === '' ? '0' : whole}${decimals === '' ? '' : `.${decimals}`}`;
	return sign === '-' && number !== '0' ? `-${number}` : number;
}

/** Without those at the end. */
function withoutZeros(decimals: string): string {
	let end = decimals.length;
	while (decimals[end - 1] === '0') end--;
	return decimals.slice(0, end);
}

const CURRENCIES: Readonly<Record<string, string>> = {
	$: 'USD',
	US$: 'USD',
	A$: 'AUD',
	AU$: 'AUD',
	CA$: 'CAD',
	C$: 'CAD',
	'€': 'EUR',
	'£': 'GBP',
	'₹': 'INR',
};
const MARK = '([A-Za-z]{3}(?![A-Za-z])|[A-Z]{0,2}[$€£₹])';
const BEFORE = new RegExp(`^(-?)\\s*${MARK}(.+)$`, 'u');
const BEHIND = new RegExp(`${MARK}$`, 'u');

/** An amount as ServiceNow takes it: a number, behind its currency where that is given (`EUR;12.50`). Undefined for what is none. */
export function amount(text: string): string | undefined {
	const given = text.trim();
	const plain = plainNumber(given);
	if (plain !== undefined) return plain;
	const { mark, number } = marked(given);
	const currency = Object.hasOwn(CURRENCIES, mark) ? CURRENCIES[mark] : mark.toUpperCase();
	const value = plainNumber(number);
	return value === undefined || !/^[A-Z]{3}$/.test(currency ?? '') ? undefined : `${currency};${value}`;
}

/** The currency's mark and the number beside it. */
function marked(text: string): { mark: string; number: string } {
	const [all, sign = '', front = '', behind = ''] = BEFORE.exec(text) ?? [];
	if (all !== undefined) return { mark: front, number: `${sign}${behind.trim().replace(/^;/, '').trim()}` };
	const [mark = ''] = BEHIND.exec(text) ?? [];
	return { mark, number: mark === '' ? '' : text.slice(0, -mark.length).trim() };
}
