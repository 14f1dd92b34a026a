import { start } from '../faults/kinds.mts';
import type { Act } from '../faults/kind.mts';
import type { Fault } from '../fault.mts';

export type { FaultAction } from '../fault.mts';

/** A request as a fault's pattern sees it. */
export interface Target {
	method: string;
	/** Path and query as sent. */
	target: string;
	inBatch: boolean;
}

export interface FaultScript {
	/** What is to be done to this request, if the script has anything due; every call moves the script on. */
	next(request: Target): Act | undefined;
	set(faults: Fault[]): void;
}

/** Mulberry32: small, good enough to scatter faults, and the same on every machine. */
function generator(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

type Watch = (request: Target, taken: boolean) => Act | undefined;

function fits({ method: wanted, path, batch }: Fault['match']): (request: Target) => boolean {
	const pattern = new RegExp(path ?? '');
	return ({ method, target, inBatch }) =>
		(wanted === undefined || wanted.toUpperCase() === method) &&
		(batch === undefined || batch === inBatch) &&
		pattern.test(target);
}

/** Tells whether a fault is due, counting every request that its pattern fits, also where another fault acts on it. */
function compile({ match, action }: Fault): Watch {
	const { probability = 1, seed = 1, times = Infinity, nth } = match;
	const matches = fits(match);
	const random = generator(seed);
	const due = nth === undefined ? undefined : new Set([nth].flat());
	const act = start(action);
	let seen = 0;
	let acted = 0;
	return (request, taken) => {
		if (!matches(request)) return undefined;
		seen += 1;
		const drawn = random() < probability;
		if (!drawn || taken || acted >= times || due?.has(seen) === false) return undefined;
		acted += 1;
		return act;
	};
}

export function createFaults(initial: Fault[]): FaultScript {
	let script = initial.map(compile);
	return {
		next(request) {
			let found: Act | undefined;
			for (const fault of script) found = fault(request, found !== undefined) ?? found;
			return found;
		},
		set(faults) {
			script = faults.map(compile);
		},
	};
}
