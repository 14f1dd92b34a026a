import type { Outcome } from '../../domain/api/request';

/** What comes of work, its failure included. */
export async function outcomeOf<Result>(work: () => Result | Promise<Result>): Promise<Outcome<Result>> {
	try {
		return { done: true, result: await work() };
	} catch (error) {
		return { done: false, error };
	}
}
