/** Rates that are easy to work with in the head: a euro is a dollar and a quarter. */
import { record } from '../../record.mts';
import type { SeedRow } from '../../record.mts';

const CURRENCIES = [
	['EUR', 'Euro', '€', '1'],
	['USD', 'US Dollar', '$', '1.25'],
	['GBP', 'Pound Sterling', '£', '0.8'],
	['CHF', 'Swiss Franc', 'CHF', '1'],
	['JPY', 'Yen', '¥', '160'],
	['CAD', 'Canadian Dollar', 'CA$', '1.5'],
	['AUD', 'Australian Dollar', 'A$', '2'],
	['INR', 'Indian Rupee', '₹', '100'],
] as const;

export const moneyRows: SeedRow[] = CURRENCIES.flatMap(([code, name, symbol, rate]) => [
	record('fx_currency', code, { code, name, symbol, active: 'true' }),
	record('fx_rate', code, { currency: code, rate }),
]);
