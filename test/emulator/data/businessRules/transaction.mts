/**
 * What a request has begun and has to be over before it is answered: `after` rules hold up the save that they run for. They run
 * beside the synchronous work of the store, so that the emulator serves others while one of them waits for an answer.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

interface Transaction {
	running: Set<Promise<void>>;
	failures: unknown[];
}

const current = new AsyncLocalStorage<Transaction>();

/** Does the work, and waits for all that it has begun. The first thing that went wrong in it is thrown. */
export async function untilDone<T>(work: () => T | Promise<T>): Promise<T> {
	const transaction: Transaction = { running: new Set(), failures: [] };
	return await current.run(transaction, async () => {
		const result = await work();
		while (transaction.running.size > 0) await Promise.all(transaction.running);
		const [failure] = transaction.failures;
		if (failure !== undefined) throw failure;
		return result;
	});
}

/** Belongs to the request that is under way. Outside of one nobody waits for it, and `fail` is told what goes wrong. */
export function belongsToTransaction(begin: () => Promise<void>, fail: (error: unknown) => void): Promise<void> {
	const transaction = current.getStore();
	const work = begin().catch((error: unknown) => {
		if (transaction) transaction.failures.push(error);
		else fail(error);
	});
	transaction?.running.add(work);
	return work.finally(() => transaction?.running.delete(work));
}

/** Work of its own, which no request waits for. */
export const onItsOwn = <T,>(work: () => T): T => current.exit(work);
