import { apiPath } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { ApiFailure } from '../../../../nodes/ServiceNowPlatform/domain/failure/failure.ts';
import {
	type ApiRequest,
	attempt,
	type Outcome,
	recordOf,
	type Steps,
} from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { execute, type Work } from '../../../../nodes/ServiceNowPlatform/transport/items/executor.ts';
import { failure } from '../../support/failures.mts';
import { hurried, stopTimers } from '../../support/hurried.mts';
import { type Fault, FakeInstance, isBatch, ok, refused, type Seen } from '../../support/instance.mts';

const settings = { batch: true, batchSize: 100, parallel: 3, stopAtFailure: false };
const range = (length: number) => Array.from({ length }, (_, index) => index);
const idOf = (nth: number) => nth.toString(16).padStart(32, '0');
const PATH = '/api/now/table/r';

const insert = (nth: number): ApiRequest => ({
	method: 'POST',
	path: apiPath`/api/now/table/r`,
	body: { sys_id: idOf(nth), name: `n${nth}` },
	creates: { table: 'r', sys_id: idOf(nth) },
});
const removal = (nth: number): ApiRequest => ({
	method: 'DELETE',
	path: apiPath`/api/now/table/r/${idOf(nth)}`,
	idempotent: true,
});

function works(requests: ApiRequest[]): Array<Work<Record<string, unknown>>> {
	return requests.map((request) => ({
		*begin(): Steps<Record<string, unknown>> {
			return recordOf(yield request);
		},
	}));
}

interface Options {
	/** Whoever asks may not see the records. */
	isHidden?: boolean;
	/** New records get ids of the instance's own. */
	isOwnIds?: boolean;
	fault?: Fault;
	faultAfter?: Fault;
	/** In place of the answer to a single request, once its work is done. */
	instead?: (seen: Seen, nth: number) => ReturnType<typeof refused> | undefined;
}

/** An instance with one table. */
function instanceWith({ isHidden = false, isOwnIds = false, instead, ...faults }: Options) {
	const rows: Array<Record<string, unknown>> = [];
	const inserts = new Map<string, number>();
	const listed = (query: URLSearchParams) => {
		const [column, ids] = (query.get('sysparm_query') ?? '').split('IN');
		if (column === 'sys_id') return rows.filter(({ sys_id }) => ids?.split(',').includes(String(sys_id)));
		const [, name] = /name=([^^]*)/.exec(query.get('sysparm_query') ?? '') ?? [];
		return rows.filter((row) => row.name === name);
	};
	const write = ({ method, url, body = {} }: Seen) => {
		const { pathname, searchParams } = new URL(url, 'https://x');
		if (method === 'GET') return ok(isHidden ? [] : listed(searchParams));
		const at = rows.findIndex(({ sys_id }) => `${PATH}/${String(sys_id)}` === pathname);
		if (method === 'DELETE') return at < 0 ? refused(404, 'No Record found') : (rows.splice(at, 1), ok({}, 204));
		const name = String(body.name);
		inserts.set(name, (inserts.get(name) ?? 0) + 1);
		if (rows.some(({ sys_id }) => sys_id === body.sys_id)) {
			return refused(403, `Unique Key violation (Duplicate entry '${String(body.sys_id)}' for key 'PRIMARY')`);
		}
		const row = isOwnIds ? { ...body, sys_id: `f${idOf(rows.length).slice(1)}` } : body;
		rows.push(row);
		return ok(row, 201);
	};
	let nth = 0;
	const instance = new FakeInstance({
		...faults,
		handle: (seen) => {
			const answer = write(seen);
			return instead?.(seen, ++nth) ?? answer;
		},
	});
	return { instance, rows, inserts };
}

const run = async (instance: FakeInstance, requests: ApiRequest[], own = {}) =>
	await hurried(execute(instance, works(requests), { ...settings, ...own }));
const names = (outcomes: Array<Outcome<Record<string, unknown>> | undefined>) =>
	outcomes.map((outcome) =>
		outcome?.done === true ? outcome.result.name : (outcome?.error as ApiFailure | undefined)?.kind,
	);
const once =
	(kind: ApiFailure, when: (request: ApiRequest) => boolean = isBatch): Fault =>
	(request, nth) =>
		nth === 1 && when(request) ? kind : undefined;
const kinds = ({ calls }: FakeInstance) => calls.map(({ request }) => (isBatch(request) ? 'BATCH' : request.method));

beforeEach(stopTimers);
afterEach(() => void jest.useRealTimers());

describe('Inserts of a Batch call of which nobody knows whether it was done', () => {
	it.each([
		['lost', failure('lost')],
		['a page of a gateway', failure('not-json')],
		['queued', failure('not-processed')],
		['503', failure('server')],
	])('are looked for in one request, and found: %s', async (_, kind) => {
		const { instance, rows } = instanceWith({ faultAfter: once(kind) });
		expect(names(await run(instance, range(20).map(insert)))).toEqual(range(20).map((nth) => `n${nth}`));
		expect([rows.length, kinds(instance)]).toEqual([20, ['BATCH', 'GET']]);
	});

	it('go again, in company, once one has shown that ids are kept', async () => {
		const { instance, rows } = instanceWith({ fault: once(failure('lost')) });
		expect(names(await run(instance, range(20).map(insert)))).toEqual(range(20).map((nth) => `n${nth}`));
		expect([rows.length, kinds(instance)]).toEqual([20, ['BATCH', 'GET', 'GET', 'POST', 'BATCH']]);
	});

	it('are told as they are where the look fails, too', async () => {
		const { instance } = instanceWith({
			faultAfter: (request, nth) => (nth === 1 || request.method === 'GET' ? failure('lost') : undefined),
		});
		const [outcome] = await run(instance, range(3).map(insert));
		expect(outcome).toMatchObject({ done: false, error: { facts: { kind: 'lost', method: 'POST', path: PATH } } });
		expect(kinds(instance)).toEqual(['BATCH', 'GET']);
	});
});

describe('Single inserts', () => {
	it.each([false, true])('whose answer is lost are found, in company or not: %p', async (batch) => {
		const instead = ({ method }: Seen, nth: number) =>
			method === 'POST' && nth % 3 === 1 ? refused(503, 'x') : undefined;
		const { instance, rows, inserts } = instanceWith({ instead });
		const outcomes = await run(instance, range(30).map(insert), { batch });
		expect(names(outcomes)).toEqual(range(30).map((nth) => `n${nth}`));
		expect([rows.length, Math.max(...inserts.values())]).toEqual([30, 1]);
	});

	it('that met an error of ServiceNow’s own are looked for, and not sent again', async () => {
		const { instance, inserts } = instanceWith({ fault: once(failureOf(500), () => true) });
		const outcomes = await run(instance, [insert(1)]);
		expect(names(outcomes)).toEqual(['server']);
		expect([inserts.size, kinds(instance)]).toEqual([0, ['POST', 'GET']]);
	});

	it('are done where the same id is refused, which another attempt has used', async () => {
		const { instance, rows } = instanceWith({});
		await run(instance, range(5).map(insert));
		const outcomes = await run(instance, range(9).map(insert));
		expect(names(outcomes)).toEqual(range(9).map((nth) => `n${nth}`));
		expect([rows.length, kinds(instance)]).toEqual([9, ['BATCH', 'BATCH', 'GET']]);
	});

	it('are done where the same id is refused and the record is hidden, by the words of the database', async () => {
		const { instance } = instanceWith({ isHidden: true, faultAfter: once(failure('lost'), () => true) });
		const [outcome] = await run(instance, [insert(1)]);
		expect(outcome).toEqual({ done: true, result: { sys_id: idOf(1) } });
	});

	it('are refused where somebody else has an id that was shared or given', async () => {
		const { instance } = instanceWith({});
		await run(instance, [insert(1)]);
		const shared = { ...insert(1), creates: { table: 'r', sys_id: idOf(1), isShared: true } };
		expect(names(await run(instance, [shared]))).toEqual(['forbidden']);
	});
});

const failureOf = (status: number) =>
	new ApiFailure({ kind: 'server', message: 'x', status, method: 'POST', path: PATH });

describe('An instance that gives new records ids of its own', () => {
	it('is noticed, and nothing is repeated there', async () => {
		const faultAfter: Fault = (request, nth) => (isBatch(request) && nth === 2 ? failure('lost') : undefined);
		const { instance, rows, inserts } = instanceWith({ isOwnIds: true, faultAfter });
		const outcomes = await run(instance, range(60).map(insert), { parallel: 1 });
		expect(Math.max(...inserts.values())).toBe(1);
		expect(rows).toHaveLength(60);
		expect(names(outcomes).filter((name) => name === 'lost').length).toBeGreaterThan(0);
	});

	it.each([1, 20])('makes nothing twice, even where the very first answer is lost: %d', async (count) => {
		const { instance, inserts } = instanceWith({ isOwnIds: true, faultAfter: once(failure('lost'), () => true) });
		const outcomes = await run(instance, range(count).map(insert));
		expect(Math.max(...inserts.values())).toBe(1);
		expect(names(outcomes)).toEqual(range(count).map(() => 'lost'));
	});
});

describe('Deletions', () => {
	it('whose answer was lost are sent again, and done where nothing is left to delete', async () => {
		const { instance, rows } = instanceWith({ faultAfter: (_, nth) => (nth === 2 ? failure('lost') : undefined) });
		await run(instance, [insert(1), insert(2), insert(3)]);
		const outcomes = await run(instance, [removal(1), removal(2), removal(3)]);
		expect(outcomes.map((outcome) => outcome?.done)).toEqual([true, true, true]);
		expect(rows).toEqual([]);
	});

	it('of what never was fail as ever', async () => {
		const { instance } = instanceWith({});
		expect(names(await run(instance, [removal(1), removal(2)]))).toEqual(['not-found', 'not-found']);
	});
});

describe('A sign-in', () => {
	const expired = () => refused(401, 'User Not Authenticated');

	it('that the Batch API alone refuses is good for single requests', async () => {
		const { instance, rows } = instanceWith({ fault: (request) => (isBatch(request) ? expired() : undefined) });
		expect(names(await run(instance, range(10).map(insert)))).toEqual(range(10).map((nth) => `n${nth}`));
		expect([rows.length, kinds(instance).filter((kind) => kind === 'BATCH').length]).toEqual([10, 1]);
	});

	it('that everything refuses is tried with one request more', async () => {
		const { instance } = instanceWith({ fault: expired });
		expect(new Set(names(await run(instance, range(200).map(insert), { parallel: 1 })))).toEqual(
			new Set(['unauthenticated']),
		);
		expect(kinds(instance)).toEqual(['BATCH', 'POST']);
	});

	it('that ended inside a Batch call is shown once, and the others go on together', async () => {
		let left = 4;
		const fault: Fault = () => undefined;
		const { instance, rows } = instanceWith({ fault });
		const handle = instance as unknown as { options: { handle: (seen: Seen) => unknown } };
		const real = handle.options.handle;
		handle.options.handle = (seen) => (left-- > 0 ? expired() : real(seen));
		expect(names(await run(instance, range(10).map(insert)))).toEqual(range(10).map((nth) => `n${nth}`));
		expect([rows.length, kinds(instance)]).toEqual([10, ['BATCH', 'POST', 'BATCH']]);
	});
});

describe('What an item has done', () => {
	it('is told with the reason for which it was not finished', async () => {
		const { instance } = instanceWith({ fault: (_, nth) => (nth === 2 ? failure('login-page') : undefined) });
		const item: Work<Record<string, unknown>> = {
			*begin(): Steps<Record<string, unknown>> {
				yield insert(1);
				return recordOf(yield { method: 'PATCH', path: apiPath`/api/now/table/r/x`, body: {} });
			},
		};
		const [outcome] = await hurried(execute(instance, [item], settings));
		expect(outcome).toMatchObject({ error: { kind: 'login-page', facts: { before: [`POST ${PATH} (${idOf(1)})`] } } });
	});

	it('is told to those, too, who only wait when an instance goes to sleep', async () => {
		const { instance } = instanceWith({
			fault: (request) => (request.path === '/asleep' ? failure('hibernating') : undefined),
		});
		const steps = (...requests: ApiRequest[]): Work<Record<string, unknown>> => ({
			*begin(): Steps<Record<string, unknown>> {
				for (const request of requests) yield request;
				return {};
			},
		});
		const outcomes = await hurried(
			execute(
				instance,
				[
					steps(insert(1), { method: 'PATCH', path: apiPath`/api/now/table/r/x`, body: {} }),
					steps({ method: 'GET', path: apiPath`/asleep`, alone: true }),
				],
				{ ...settings, parallel: 1 },
			),
		);
		expect(outcomes[0]).toMatchObject({
			error: { kind: 'hibernating', facts: { before: [`POST ${PATH} (${idOf(1)})`] } },
		});
		expect(outcomes[1]).toMatchObject({ error: { kind: 'hibernating', facts: {} } });
	});
});

describe('A write that may have been done', () => {
	const write: ApiRequest = { method: 'POST', path: apiPath`/api/x`, body: {} };
	const look: ApiRequest = { method: 'GET', path: apiPath`/api/x` };

	it.each([
		['looks for it', 1],
		['is about to look for it', 2],
	])('is told, and not what another item meets, of an item that %s when the sign-in ends', async (_, parallel) => {
		const { instance } = instanceWith({
			fault: ({ method, path }) => {
				if (path === '/api/ended') return refused(401, 'User Not Authenticated');
				return method === 'POST' ? failure('lost') : undefined;
			},
		});
		const looking: Work<Record<string, unknown>> = {
			*begin(): Steps<Record<string, unknown>> {
				const answer = yield* attempt(write);
				if (!(answer instanceof ApiFailure)) return {};
				yield* attempt(look);
				throw answer;
			},
		};
		const ended: Work<Record<string, unknown>> = {
			*begin(): Steps<Record<string, unknown>> {
				yield { method: 'POST', path: apiPath`/api/ended`, body: {} };
				return {};
			},
		};
		const works = [looking, ended];
		const outcomes = await hurried(execute(instance, works, { ...settings, parallel, batch: false }));
		expect(outcomes).toMatchObject([{ error: { kind: 'lost' } }, { error: { kind: 'unauthenticated' } }]);
	});
});

describe('1,000 creates', () => {
	const all = range(1000).map(insert);

	it('with one 503 need at most 25 requests', async () => {
		for (const nth of [1, 2, 4, 7, 10]) {
			const { instance, rows } = instanceWith({
				faultAfter: (_, call) => (call === nth ? failure('server') : undefined),
			});
			await run(instance, all);
			expect(rows).toHaveLength(1000);
			expect(instance.calls.length).toBeLessThanOrEqual(25);
		}
	});

	it('with every second call lost are all made, once, in few requests', async () => {
		const { instance, rows, inserts } = instanceWith({
			faultAfter: (request, nth) => (isBatch(request) && nth % 2 === 0 ? failure('lost') : undefined),
		});
		expect(names(await run(instance, all))).toEqual(range(1000).map((nth) => `n${nth}`));
		expect([rows.length, Math.max(...inserts.values())]).toEqual([1000, 1]);
		expect(instance.calls.length).toBeLessThanOrEqual(120);
	});

	it('that are all turned away end soon, with that reason', async () => {
		const busy = new ApiFailure({ kind: 'rate-limited', message: 'x', status: 429, retryAfter: 3600 });
		const { instance, rows } = instanceWith({ fault: () => busy });
		const outcomes = await run(instance, all);
		expect([rows.length, instance.calls.length, new Set(names(outcomes))]).toEqual([0, 3, new Set(['rate-limited'])]);
	});
});
