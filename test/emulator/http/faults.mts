import { randomBytes } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { envelope, notAuthenticated, ServiceNowError } from '../errors.mts';
import type { Fault } from '../fault.mts';
import type { ApiResponse } from '../types.mts';
import { edgePage, hibernationPage, loginPage } from './pages.mts';

export type FaultAction = Fault['action'];

/** The script says that the connection breaks here; the socket is destroyed without an answer. */
export class ConnectionLost extends Error {}

export interface FaultScript {
	/** The action for this request, if the script has one; every call moves the script on. */
	next(method: string, target: string): FaultAction | undefined;
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

type Watch = (method: string, target: string, taken: boolean) => FaultAction | undefined;

function fits({ method: wanted, path }: Fault['match']): (method: string, target: string) => boolean {
	const pattern = new RegExp(path ?? '');
	return (method, target) => (wanted === undefined || wanted.toUpperCase() === method) && pattern.test(target);
}

/** Tells whether a fault is due, counting every request that its pattern fits, also where another fault acts on it. */
function compile({ match, action }: Fault): Watch {
	const { probability = 1, seed = 1, times = Infinity, nth } = match;
	const matches = fits(match);
	const random = generator(seed);
	const due = nth === undefined ? undefined : new Set([nth].flat());
	let seen = 0;
	let acted = 0;
	return (method, target, taken) => {
		if (!matches(method, target)) return undefined;
		seen += 1;
		const drawn = random() < probability;
		if (!drawn || taken || acted >= times || due?.has(seen) === false) return undefined;
		acted += 1;
		return action;
	};
}

export function createFaults(initial: Fault[]): FaultScript {
	let script = initial.map(compile);
	return {
		next(method, target) {
			let found: FaultAction | undefined;
			for (const fault of script) found = fault(method, target, found !== undefined) ?? found;
			return found;
		},
		set(faults) {
			script = faults.map(compile);
		},
	};
}

const CANCELLED = 'Transaction cancelled: maximum execution time exceeded';

export const cancelled = () =>
	new ServiceNowError(
		500,
		CANCELLED,
		`${CANCELLED} Check logs for error trace or enable glide.rest.debug property to verify REST request processing`,
	);

const failure = (error: ServiceNowError): ApiResponse => ({
	status: error.status,
	headers: error.headers,
	body: envelope(error),
});

function rateLimited(action: Extract<FaultAction, { kind: 'rate-limit' }>, now: number): ApiResponse {
	const seconds = action.retryAfter ?? 1;
	const headers: Record<string, string> =
		action.headers === false
			? {}
			: {
					'retry-after': String(seconds),
					'x-ratelimit-limit': '100',
					'x-ratelimit-reset': String(Math.ceil(now / 1000) + seconds),
					'x-ratelimit-rule': randomBytes(16).toString('hex'),
				};
	return failure(
		new ServiceNowError(
			429,
			'Rate limit exceeded',
			'Rate limit of 100 requests per hour for Table API exceeded',
			headers,
		),
	);
}

function statusAnswer(action: Extract<FaultAction, { kind: 'status' }>): ApiResponse {
	const { status, message, detail, headers } = action;
	const reason = STATUS_CODES[status] ?? 'Error';
	if (message === undefined && status > 501) return { ...edgePage(status, reason), ...(headers && { headers }) };
	if (message === undefined && status === 401) return failure(notAuthenticated());
	return failure(new ServiceNowError(status, message ?? reason, detail ?? null, headers));
}

/** The answer that stands in for the real one, or undefined where the fault bends the real answer. */
export function answerOf(action: FaultAction, now: number): ApiResponse | undefined {
	switch (action.kind) {
		case 'status':
			return statusAnswer(action);
		case 'rate-limit':
			return rateLimited(action, now);
		case 'hibernation':
			return hibernationPage();
		case 'login-page':
			return loginPage();
		case 'accepted-202':
			return { status: 202 };
		case 'cancelled':
			return action.rows ? undefined : failure(cancelled());
		default:
			return undefined;
	}
}

/** The edge makes these pages; the platform's headers are not on them. */
export const isEdgeAnswer = (action: FaultAction) =>
	action.kind === 'hibernation' || (action.kind === 'status' && action.status > 501 && action.message === undefined);
