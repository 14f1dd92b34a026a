import type { Steps } from '../../domain/api/request';
import type { Connection } from '../sending/connection';
import { execute } from './executor';

/** Takes the described steps of a picker, or of an operation that also moves files. @throws what the steps throw */
export async function perform<Result>(
	connection: Connection,
	steps: Steps<Result>,
	{ batch = false } = {},
): Promise<Result> {
	const settings = { batch, batchSize: 25, parallel: 3, stopAtFailure: true };
	const [outcome] = await execute(connection, [{ begin: () => steps }], settings);
	if (outcome?.done === true) return outcome.result;
	throw outcome?.error;
}

/** Work under way, by what it is about. */
const turns = new WeakMap<Connection, Map<string, Promise<unknown>>>();

/** Works on the same thing one after the other: what the first finds missing and adds, the second finds there. */
export async function inTurn<Result>(
	connection: Connection,
	about: string,
	work: () => Promise<Result>,
): Promise<Result> {
	const own = turns.get(connection) ?? new Map<string, Promise<unknown>>();
	turns.set(connection, own);
	// A failure before this one is told by whoever it happened to.
	const mine = Promise.allSettled([own.get(about)]).then(work);
	own.set(about, mine);
	return await mine;
}
