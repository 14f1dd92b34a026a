import { quote } from '../database.mts';
import type { Engine } from '../engine.mts';
import { decimalText } from '../decimal.mts';
import type { Amount } from './read.mts';

const TABLE = 'fx_rate';

/** How many of a currency one euro is, by the latest rate. */
function rateOf({ database, schema }: Engine, currency: string): number | undefined {
	if (!schema.exists(TABLE)) return undefined;
	const sql = `SELECT rate FROM ${quote(schema.root(TABLE))} WHERE currency = ? ORDER BY sys_created_on DESC LIMIT 1`;
	const rate = Number(database.get(sql, [currency])?.rate);
	return rate > 0 ? rate : undefined;
}

/** The same worth in another currency (currency-conversions.md: by way of the euro); undefined without a rate. */
export function convertedAmount(engine: Engine, { amount, currency }: Amount, target: string): string | undefined {
	if (currency === target) return amount;
	const [from, to] = [rateOf(engine, currency), rateOf(engine, target)];
	return from && to ? decimalText(((Number(amount) / from) * to).toFixed(8), 4) : undefined;
}
