/** Prices leave this API as texts in the session's currency, which is always US dollars here. */
import type { Row } from '../../types.mts';

const format = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

export const CURRENCY = 'USD';

export const amount = (value: string | undefined): number => Number(value) || 0;

export const money = (value: number): string => format.format(value);

/** Cents, not floating-point dust. */
export const rounded = (value: number): number => Math.round(value * 100) / 100;

export function hasPrice(item: Row): boolean {
	return item.omit_price !== 'true' && (amount(item.price) > 0 || amount(item.recurring_price) > 0);
}
