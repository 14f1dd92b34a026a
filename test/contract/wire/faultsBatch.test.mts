import type { Fault } from '../../emulator/fault.mts';
import { describeEmulator, useInstance } from '../instance.mts';

interface Served {
	id: string;
	body: string;
	status_code: number;
}

interface BatchAnswer {
	serviced_requests: Served[];
	unserviced_requests: string[];
}

const INCIDENT = '/api/now/table/incident';
const BATCH = '^/api/now/v1/batch';
const instance = useInstance({ seed: 'empty' });
const script = (action: Fault['action'], match: Fault['match'] = {}) =>
	instance.emulator.setFaults([{ match, action }]);

let run = 0;
const NAMES = ['a', 'b', 'c', 'd'];

async function call() {
	run += 1;
	const rest_requests = NAMES.map((id) => ({
		id,
		method: 'POST',
		url: INCIDENT,
		headers: [{ name: 'Content-Type', value: 'application/json' }],
		body: Buffer.from(JSON.stringify({ short_description: `${id}${run}` })).toString('base64'),
	}));
	return await instance.call('/api/now/v1/batch', { method: 'POST', body: { rest_requests } });
}

const done = () =>
	NAMES.filter((id) => instance.emulator.store.find('incident', { short_description: `${id}${run}` }).length === 1);

async function batch(): Promise<BatchAnswer & { ids: string[]; statuses: number[]; bodies: unknown[] }> {
	const answer = (await call()).json<BatchAnswer>();
	const { serviced_requests } = answer;
	return {
		...answer,
		ids: serviced_requests.map(({ id }) => id),
		statuses: serviced_requests.map(({ status_code }) => status_code),
		bodies: serviced_requests.map(({ body }) => {
			const text = Buffer.from(body, 'base64').toString();
			return text === '' ? '' : (JSON.parse(text) as unknown);
		}),
	};
}

describeEmulator('faults of a Batch call', () => {
	afterEach(() => instance.emulator.setFaults([]));

	it.each<[string, number[] | 'all', boolean, string[], string[]]>([
		['one, in neither list', [2], false, ['a', 'c', 'd'], []],
		['some, in neither list', [1, 4], false, ['b', 'c'], []],
		['all, in neither list', 'all', false, [], []],
		['some that are named', [3], true, ['a', 'b', 'd'], ['c']],
		['all, and all are named', 'all', true, [], NAMES],
	])('lose sub-answers after the work: %s', async (_what, lose, named, served, left) => {
		script({ kind: 'sub-answers', lose, named }, { path: BATCH });
		const answer = await batch();
		expect([answer.ids, answer.unserviced_requests]).toEqual([served, left]);
		expect(done()).toEqual(NAMES);
	});

	it('answer under wrong ids', async () => {
		script({ kind: 'sub-answers', ids: 'wrong' }, { path: BATCH });
		const { ids } = await batch();
		expect(ids).toHaveLength(4);
		expect(ids.filter((id) => NAMES.includes(id))).toEqual([]);
	});

	it('answer under the ids of others', async () => {
		script({ kind: 'sub-answers', ids: 'swapped' }, { path: BATCH });
		const { ids, bodies } = await batch();
		expect(ids).toEqual(['b', 'c', 'd', 'a']);
		expect(bodies).toMatchObject(NAMES.map((id) => ({ result: { short_description: `${id}${run}` } })));
	});

	it.each<[unknown, string]>([
		[undefined, ''],
		[{}, '{}'],
		[null, 'null'],
		[[], '[]'],
		[{ result: [] }, '{"result":[]}'],
	])('answer %j after the work', async (body, text) => {
		script({ kind: 'answer', body, work: true }, { path: BATCH });
		const answer = await call();
		expect([answer.status, answer.text, done()]).toEqual([200, text, NAMES]);
	});

	it('refuse the Batch API alone', async () => {
		script({ kind: 'status', status: 401 }, { path: BATCH });
		expect([(await call()).status, done()]).toEqual([401, []]);
		expect((await instance.call(INCIDENT)).status).toBe(200);
	});

	it('leave other requests alone where they are meant for the answers of a Batch call', async () => {
		script({ kind: 'sub-answers', lose: 'all' });
		expect((await instance.call(INCIDENT)).json()).toMatchObject({ result: expect.any(Array) });
	});
});

describeEmulator('faults of single items', () => {
	afterEach(() => instance.emulator.setFaults([]));
	const second = (action: Fault['action']) => script(action, { path: '^/api/now/table', batch: true, nth: 2 });

	it.each<[string, Fault['action'], number, unknown]>([
		['401', { kind: 'status', status: 401 }, 401, { error: { message: 'User Not Authenticated' } }],
		['a bare 202', { kind: 'accepted-202' }, 202, ''],
		['202 {}', { kind: 'accepted-202', body: {} }, 202, {}],
		['{}', { kind: 'answer', body: {} }, 200, {}],
		['[]', { kind: 'answer', body: [] }, 200, []],
		['an empty body', { kind: 'answer' }, 200, ''],
		['429', { kind: 'rate-limit' }, 429, { error: { message: 'Rate limit exceeded' } }],
		['a quota', { kind: 'cancelled' }, 500, { status: 'failure' }],
	])('answer %s, the others as ever', async (_what, action, status, body) => {
		second(action);
		const answer = await batch();
		expect(answer.statuses).toEqual([201, status, 201, 201]);
		if (typeof body === 'object') expect(answer.bodies[1]).toMatchObject(body as object);
		else expect(answer.bodies[1]).toBe(body);
		expect(done()).toEqual(['a', 'c', 'd']);
	});

	it('lose the answer after the work of that item', async () => {
		second({ kind: 'status', status: 500, work: true });
		expect((await batch()).statuses).toEqual([201, 500, 201, 201]);
		expect(done()).toEqual(NAMES);
	});

	it('truncate the body of that item only', async () => {
		second({ kind: 'truncate', bytes: 9 });
		const { serviced_requests } = (await call()).json<BatchAnswer>();
		const bodies = serviced_requests.map(({ body }) => Buffer.from(body, 'base64'));
		expect(bodies[1]).toHaveLength(9);
		expect(JSON.parse(String(bodies[2]))).toHaveProperty('result');
	});

	it("answer with another record's sys_id", async () => {
		second({ kind: 'other-record', sys_id: 'e'.repeat(32) });
		expect((await batch()).bodies[1]).toMatchObject({
			result: { sys_id: 'e'.repeat(32), short_description: `b${run}` },
		});
	});

	it.each<[boolean | undefined, boolean, string[], string[]]>([
		[undefined, false, ['b'], ['a', 'c', 'd']],
		[false, false, [], ['a', 'c', 'd']],
		[true, true, ['b'], NAMES],
		[false, true, [], NAMES],
	])('leave an item unserviced (named %s, done %s)', async (named, work, left, worked) => {
		second({ kind: 'unserviced', work, ...(named !== undefined && { named }) });
		const answer = await batch();
		expect([answer.ids, answer.unserviced_requests, done()]).toEqual([['a', 'c', 'd'], left, worked]);
	});

	it('break the connection of the whole call, with the work so far done', async () => {
		second({ kind: 'reset', when: 'after' });
		await expect(call()).rejects.toThrow();
		expect(done()).toEqual(['a', 'b']);
	});

	it('are no faults of calls of their own, and the other way round', async () => {
		script({ kind: 'status', status: 418, message: 'teapot' }, { path: '^/api/now/table', batch: true });
		expect((await instance.call(INCIDENT)).status).toBe(200);
		expect((await batch()).statuses).toEqual([418, 418, 418, 418]);
		script({ kind: 'status', status: 418, message: 'teapot' }, { path: '^/api/now/table', batch: false });
		expect((await instance.call(INCIDENT)).status).toBe(418);
		expect((await batch()).statuses).toEqual([201, 201, 201, 201]);
	});
});

describeEmulator('a script of faults', () => {
	const post = (faults: unknown) =>
		instance.call('/__emulator/faults', { method: 'POST', body: faults as object, as: undefined });

	it.each<[unknown, RegExp]>([
		[{}, /expected an array/],
		[[{ match: {} }], /fault 1: it is no \{match, action\}/],
		[[{ match: {}, action: { kind: 'truncat' } }], /there is no kind 'truncat'; known are status, rate-limit/],
		[[{ match: {}, action: { kind: 'cut', bites: 3 } }], /'bites' is not known; there is bytes, framing, hard/],
		[[{ match: {}, action: { kind: 'cut' } }], /'bytes' has to be a number from 0/],
		[[{ match: {}, action: { kind: 'cut', bytes: -1 } }], /'bytes' has to be a number from 0/],
		[[{ match: {}, action: { kind: 'echo', in: ['foot'] } }], /'in' has to be a list, each one of headers/],
		[[{ match: { path: '(' }, action: { kind: 'reset', when: 'after' } }], /in match, 'path' has to be a regular/],
		[[{ match: { times: '3' }, action: { kind: 'reset', when: 'after' } }], /in match, 'times' has to be a number/],
		[[{ match: { pth: 'x' }, action: { kind: 'reset', when: 'after' } }], /in match, 'pth' is not known/],
	])('is refused where it says %j', async (faults, detail) => {
		const answer = await post(faults);
		expect(answer.status).toBe(400);
		expect(answer.json<{ error: { detail: string } }>().error.detail).toMatch(detail);
	});

	it('is taken where it is right, and acts', async () => {
		const answer = await post([{ match: { batch: false }, action: { kind: 'answer', body: { result: null } } }]);
		expect(answer.status).toBe(200);
		expect((await instance.call(INCIDENT)).json()).toEqual({ result: null });
	});
});
