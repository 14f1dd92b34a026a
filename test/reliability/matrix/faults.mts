import type { FaultAction } from '../../emulator/fault.mts';

const status = (code: number, more: object = {}): FaultAction => ({ kind: 'status', status: code, ...more });
const json = { message: 'Something failed', detail: 'In the middle' };

/** What hits the first write of one item, or the first call of several. */
export const FAULTS: Record<string, FaultAction> = {
	'202': { kind: 'accepted-202' },
	'202 {}': { kind: 'accepted-202', body: {} },
	'200 {} after': { kind: 'answer', body: {}, work: true },
	'reset before': { kind: 'reset', when: 'before' },
	'reset after': { kind: 'reset', when: 'after' },
	'cut, length': { kind: 'cut', bytes: 30, framing: 'length' },
	'cut, chunked': { kind: 'cut', bytes: 30, framing: 'chunked' },
	'cut to 40': { kind: 'truncate', bytes: 40 },
	'no body': { kind: 'truncate', bytes: 0 },
	'429, 1 s': { kind: 'rate-limit', retryAfter: 1 },
	'429 bare': { kind: 'rate-limit', headers: false },
	'429, 999999 s': { kind: 'rate-limit', retryAfter: 999_999 },
	'429, -5': { kind: 'rate-limit', retryAfter: -5 },
	'429, date': { kind: 'rate-limit', retryAfterDate: 2 },
	'500 before': status(500, json),
	'500 after': status(500, { ...json, work: true }),
	'502 after': status(502, { work: true }),
	'503 before': status(503),
	'503 JSON after': status(503, { ...json, work: true }),
	'504 after': status(504, { work: true }),
	hibernation: { kind: 'hibernation' },
	'login page': { kind: 'login-page' },
	cancelled: { kind: 'cancelled' },
	'cancelled after': { kind: 'cancelled', work: true },
	'401 once': status(401),
	'403 after': status(403, { work: true }),
};
