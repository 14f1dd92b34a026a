import type { Outcome, Steps } from '../../domain/api/request';
import type { Connection } from '../sending/connection';
import { execute, type ExecutorSettings } from './executor';
import { outcomeOf } from './outcome';

/** What many items do in one piece of work. */
export interface Together<Part, Result> {
	/** What each item contributes. What it throws is the item's own matter. */
	parts: Array<() => Part>;
	/** Does the work for all of them. Returns what came of each, in their order. */
	begin(parts: Part[]): Steps<Array<Outcome<Result>>>;
}

/**
 * Does work that items share; outcomes are in item order. An item that cannot take part fails by itself; where such a failure ends
 * everything, nothing is sent.
 */
export async function executeTogether<Part, Result>(
	connection: Connection,
	{ parts, begin }: Together<Part, Result>,
	settings: ExecutorSettings,
): Promise<Array<Outcome<Result> | undefined>> {
	const prepared = await Promise.all(parts.map(outcomeOf));
	const taking = prepared.flatMap((one) => (one.done ? [one.result] : []));
	const isBarred = settings.stopAtFailure && taking.length < prepared.length;
	const [work] =
		isBarred || taking.length === 0 ? [] : await execute(connection, [{ begin: () => begin(taking) }], settings);
	let next = 0;
	return prepared.map((one) => {
		if (!one.done || work === undefined) return one.done ? undefined : one;
		return work.done ? work.result[next++] : work;
	});
}
