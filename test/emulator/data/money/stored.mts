import type { Writer } from '../records/caller.mts';
import type { Entered } from './instances.mts';
import { moneyOf } from './locale.mts';
import { convertedAmount } from './rates.mts';
import { readAmount } from './read.mts';

/** An amount in the currency of the instance, and as it was entered. What is no amount is empty, as for every type. */
export function storedAmount({ engine, session, options }: Writer, element: string, value: string): Entered {
	const money = moneyOf(session.user, engine.property);
	const read = readAmount(value, money, options.displayInput === true);
	const reference = read && convertedAmount(engine, read, money.reference);
	const entered = read && reference !== undefined ? read : { amount: '', currency: money.reference };
	return { ...entered, element, reference_amount: reference ?? '', reference_currency: money.reference };
}
