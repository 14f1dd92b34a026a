/** How a caller reads and writes amounts: platform-administration/currency-administration/session-and-reference-currency.md. */
import type { Row } from '../../types.mts';

export interface Money {
	/** As Intl names it: `de-DE`. */
	locale: string;
	/** What the caller counts in. */
	session: string;
	/** What the instance counts in: amounts are stored, filtered and added up in it. */
	reference: string;
}

/** Of the countries that the demo company has offices in; any other counts in dollars. */
const CURRENCIES: Readonly<Record<string, string>> = {
	AT: 'EUR',
	AU: 'AUD',
	CA: 'CAD',
	CH: 'CHF',
	DE: 'EUR',
	FR: 'EUR',
	GB: 'GBP',
	IN: 'INR',
	JP: 'JPY',
	NL: 'EUR',
	US: 'USD',
};

const DEFAULT_LOCALE = 'en.US';

function currencyOf(country: string): string {
	return CURRENCIES[country.toUpperCase()] ?? 'USD';
}

/** `de.DE`, as Java writes it. */
function partsOf(locale: string): [language: string, country: string] {
	const [language = 'en', country = 'US'] = locale.split(/[._-]/);
	return [language.toLowerCase(), country.toUpperCase()];
}

/** A user's country makes a locale of their own; without one they have the system's. */
export function moneyOf(user: Row, property: (name: string) => string | undefined): Money {
	const [systemLanguage, systemCountry] = partsOf(property('glide.system.locale') || DEFAULT_LOCALE);
	const country = user.country || systemCountry;
	const language = user.country ? user.preferred_language || country : systemLanguage;
	const single = property('glide.i18n.single_currency') === 'true' ? property('glide.i18n.single_currency.code') : '';
	return {
		locale: supported(`${language.toLowerCase()}-${country.toUpperCase()}`),
		session: single || currencyOf(country),
		reference: currencyOf(systemCountry),
	};
}

/** Countries double as languages where a user has chosen none (`DE`); one that is no language speaks English. */
function supported(name: string): string {
	try {
		return Intl.NumberFormat.supportedLocalesOf(name)[0] ?? 'en-US';
	} catch {
		return 'en-US';
	}
}

const formats = new Map<string, Intl.NumberFormat>();

/** Two digits behind the point at least, four at most. */
export function shownAmount(amount: number, currency: string, locale: string): string {
	const key = `${locale}/${currency}`;
	const format =
		formats.get(key) ??
		new Intl.NumberFormat(locale, {
			style: 'currency',
			currency,
			minimumFractionDigits: 2,
			maximumFractionDigits: 4,
		});
	formats.set(key, format);
	return format.format(amount);
}

export interface Marks {
	group: string;
	decimal: string;
	symbol: string;
}

const marks = new Map<string, Marks>();

/** The characters of the locale: `1.234,5` or `1,234.5`. */
export function marksOf(locale: string, currency: string): Marks {
	const key = `${locale}/${currency}`;
	const known = marks.get(key);
	if (known) return known;
	const parts = new Intl.NumberFormat(locale, { style: 'currency', currency }).formatToParts(12_345.6);
	const find = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
	const found = { group: find('group'), decimal: find('decimal'), symbol: find('currency') };
	marks.set(key, found);
	return found;
}
