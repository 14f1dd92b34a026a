import '../../../support/process/pauses.mts';
import type { FaultAction } from '../../../emulator/http/faults.mts';
import { by, type Stage, stage } from '../../../support/instance.mts';
import { recordLog } from '../../../support/n8n/log.mts';
import { pauses } from '../../../support/process/pauses.mts';
import { credentialData, type SignInWay, typeOf } from '../../../support/signIn.mts';
import { listen } from '../../../support/servers/tlsInstance.mts';
import { trueClock, turnClock } from '../../../support/process/turnedClock.mts';

const log = recordLog();
let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => {
	s.emulator.setFaults([]);
	s.emulator.resetStats();
	log.length = 0;
	pauses.length = 0;
});
afterEach(() => {
	trueClock();
	jest.restoreAllMocks();
});

const getMany = { resource: 'incident', operation: 'getAll', returnAll: false, limit: 1 } as never;
const getEach = { resource: 'incident', operation: 'get', record: by('id', '={{ $json.id }}') } as never;
const some = () => {
	const ids = s.emulator.store.find('incident', {}).map(({ sys_id }) => String(sys_id));
	return { items: Array.from({ length: 20 }, (_, index) => ({ id: String(ids[index % ids.length]) })) };
};
const requests = () => s.emulator.stats().requests;

async function signIn(way: SignInWay, changes: Record<string, unknown> = {}): Promise<string> {
	return await s.n8n.signIn({ ...credentialData[way](s.emulator), ...changes } as never, typeOf[way]);
}

const failing = (action: FaultAction, times?: number) =>
	s.emulator.setFaults([{ match: { path: '^/oauth_token', ...(times === undefined ? {} : { times }) }, action }]);

const PASSING: Array<[name: string, action: FaultAction]> = [
	['429', { kind: 'rate-limit', headers: false }],
	['429 with Retry-After', { kind: 'rate-limit', retryAfter: 1 }],
	['500', { kind: 'status', status: 500 }],
	['a page with 502', { kind: 'status', status: 502 }],
	['nothing, the connection being cut', { kind: 'reset', when: 'before' }],
];

/** n8n's own OAuth2 and this package's; the other grants share their code with one of them. */
const BOTH: SignInWay[] = ['authorizationCode', 'password'];

describe.each(BOTH)('A token endpoint that is asked by %s', (way) => {
	it.each(PASSING)('and answers %s once, is asked again after a pause, and no item is lost', async (name, action) => {
		await signIn(way);
		failing(action, 1);
		const { json, error } = await s.n8n.run(getEach, some());
		expect(error).toBeUndefined();
		expect(json).toHaveLength(20);
		expect(requests()['oauth.token']).toBe(2);
		// n8n's own OAuth2 client does not pass on what the header says.
		const longest = name === '429 with Retry-After' && way === 'password' ? [1000, 1000] : [250, 500];
		expect(pauses.length).toBe(1);
		expect(pauses[0]).toBeGreaterThanOrEqual(longest[0] ?? 0);
		expect(pauses[0]).toBeLessThanOrEqual(longest[1] ?? 0);
	});

	it.each(PASSING.filter(([name]) => name !== '429 with Retry-After'))(
		'and answers %s for good, is asked three times; nothing else is sent, and no blame falls on the credential',
		async (_, action) => {
			await signIn(way);
			failing(action);
			const { error } = await s.n8n.run(getEach, some());
			expect(error?.message).toMatch(/token/i);
			expect(error?.description).toContain('Nothing is wrong with the credential as far as can be told');
			expect(requests()).toEqual({ 'oauth.token': 3 });
			expect(pauses).toHaveLength(2);
		},
	);

	it.each<[string, FaultAction, RegExp, RegExp]>([
		['sleeps', { kind: 'hibernation' }, /^The ServiceNow instance is asleep$/, /Wake it up/],
		['shows a login page', { kind: 'login-page' }, /answered with a login page/, /instance address/],
		['answers 403', { kind: 'status', status: 403 }, /token/, /./],
	])('and %s is asked once', async (_, action, message, description) => {
		await signIn(way);
		failing(action);
		const { error } = await s.n8n.run(getEach, some());
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(description);
		expect(requests()).toEqual({ 'oauth.token': 1 });
	});

	it.each(PASSING)('and answers %s ahead of a token’s end, delays nothing: the token is used on', async (_, action) => {
		await signIn(way);
		await s.n8n.run(getMany);
		turnClock(1_745_000);
		s.emulator.resetStats();
		failing(action);
		const { json, error } = await s.n8n.run(getEach, some());
		expect(error).toBeUndefined();
		expect(json).toHaveLength(20);
		expect(requests()['oauth.token']).toBe(1);
		const warnings = log.filter(({ level }) => level === 'warn');
		expect(warnings).toHaveLength(1);
		expect(warnings[0]?.content[0]).toContain('could not be renewed ahead of its end and is used on');
	});

	it('once while a revoked token is replaced in the middle of a run, loses no item', async () => {
		await signIn(way);
		await s.n8n.run(getMany);
		for (const row of s.emulator.store.find('oauth_credential', { type: 'access_token' })) {
			s.emulator.store.put('oauth_credential', { ...row, expires: '2020-01-01 00:00:00' });
		}
		s.emulator.resetStats();
		failing({ kind: 'status', status: 503 }, 1);
		const { json, error } = await s.n8n.run(getEach, some());
		expect(error).toBeUndefined();
		expect(json).toHaveLength(20);
		expect(requests()['oauth.token']).toBe(2);
	});
});

describe('A token endpoint that is something else', () => {
	it.each(BOTH)('and shows a page of its own is asked once by %s', async (way) => {
		const page = '<!DOCTYPE html><html><head><title>Acme intranet</title></head></html>';
		const other = await listen(undefined, (_, response) => response.setHeader('content-type', 'text/html').end(page));
		await signIn(way, { instance: other.url });
		const { error } = await s.n8n.run(getEach, some());
		await other.close();
		expect(error?.message).toContain('The token endpoint answered with a web page instead of a token (status 200)');
		expect(`${error?.message} ${error?.description}`).toContain('titled “Acme intranet”');
		expect(error?.description).toContain('Check that the instance address is that of ServiceNow itself');
		expect(other.seen).toHaveLength(1);
	});
});

describe('A token endpoint that limits requests', () => {
	it('for longer than a workflow can wait is not asked again', async () => {
		await signIn('jwtBearer');
		failing({ kind: 'rate-limit', retryAfter: 3600 });
		const { error } = await s.n8n.run(getMany);
		expect(error?.message).toBe('The token endpoint limits requests at the moment');
		expect(requests()).toEqual({ 'oauth.token': 1 });
	});
});

describe('A token endpoint that never answers', () => {
	it('is given up after the time limit of the service credential', async () => {
		const silent = await listen(undefined, () => undefined);
		await signIn('password', { instance: silent.url, advanced: true, timeout: 1 });
		const { error } = await s.n8n.run(getMany);
		await silent.close();
		expect(error?.message).toContain('did not answer within 1 s');
		expect(error?.description).toContain('Nothing is wrong with the credential');
		expect(silent.seen.length).toBeLessThanOrEqual(3);
	});

	it('is given up after a minute with n8n’s own OAuth2, which would wait for five', async () => {
		const silent = await listen(undefined, () => undefined);
		const limits: number[] = [];
		jest.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
			limits.push(milliseconds);
			const controller = new AbortController();
			setImmediate(() => controller.abort());
			return controller.signal;
		});
		await signIn('authorizationCode', { instance: silent.url });
		const { error } = await s.n8n.run(getMany);
		await silent.close();
		expect(limits).toEqual([60_000]);
		expect(error?.message).toBe('The token endpoint did not answer within 60 s');
		expect(error?.description).toContain('Try again later');
	});
});
