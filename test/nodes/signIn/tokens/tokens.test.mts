import type { EmulatorOptions } from '../../../emulator/types.mts';
import { by, mapped, type Stage, stage } from '../../../support/instance.mts';
import { credentialData, type SignInWay, typeOf } from '../../../support/signIn.mts';
import { trueClock, turnClock } from '../../../support/process/turnedClock.mts';

let s: Stage;
afterEach(async () => {
	trueClock();
	await s.close();
});

const getMany = { resource: 'incident', operation: 'getAll', returnAll: false, limit: 1 } as never;
const tokenRequests = () => s.emulator.stats().requests['oauth.token'] ?? 0;
const someIncident = () => String(s.emulator.store.find('incident', {})[0]?.sys_id);

/** This package's own OAuth2 and n8n's. */
const BOTH: SignInWay[] = ['clientCredentials', 'authorizationCode'];

describe.each(BOTH)('A token by %s', (way) => {
	const signedIn = async (options: Partial<EmulatorOptions> = {}) => {
		s = await stage(options);
		await s.n8n.signIn(credentialData[way](s.emulator) as never, typeOf[way]);
	};

	it('is fetched once and kept beside the credential', async () => {
		await signedIn();
		await s.n8n.run(getMany);
		await s.n8n.run(getMany);
		expect(s.emulator.stats()).toMatchObject({ tokensMinted: 1, requests: { 'oauth.token': 1 } });
	});

	it('is fetched once by executions that start at the same time', async () => {
		await signedIn({ latency: 20 });
		const runs = await Promise.all(Array.from({ length: 5 }, async () => await s.n8n.run(getMany)));
		expect(runs.map(({ error }) => error)).toEqual(Array(5).fill(undefined));
		expect(s.emulator.stats()).toMatchObject({ tokensMinted: 1, requests: { 'oauth.token': 1 } });
	});

	it('that has ended is renewed once for five executions at the same time, and refused by none', async () => {
		await signedIn({ tokenLifetime: 3, latency: 20 });
		await s.n8n.run(getMany);
		turnClock(3100);
		s.emulator.resetStats();
		const runs = await Promise.all(Array.from({ length: 5 }, async () => await s.n8n.run(getMany)));
		expect(runs.map(({ error }) => error)).toEqual(Array(5).fill(undefined));
		expect(s.emulator.stats()).toMatchObject({ tokensMinted: 1, requests: { 'oauth.token': 1 } });
		expect(s.emulator.stats().statuses['401']).toBeUndefined();
	});

	it('is renewed before its end, in the last fifth of a short life', async () => {
		await signedIn({ tokenLifetime: 5 });
		await s.n8n.run(getMany);
		turnClock(4300);
		await s.n8n.run(getMany);
		expect(tokenRequests()).toBe(2);
		expect(s.emulator.stats().statuses['401']).toBeUndefined();
	});

	it('that ends on the server between two requests of one execution is renewed after the refusal, once', async () => {
		await signedIn();
		await s.n8n.run(getMany);
		const number = String(s.stored('incident', { sys_id: someIncident() })?.number);
		s.emulator.resetStats();
		// The look-up by number is the last request that the old token opens.
		s.emulator.setFaults([
			{
				match: { method: 'PATCH', times: 1 },
				action: {
					kind: 'status',
					status: 401,
					message: 'User Not Authenticated',
					detail: 'Required to provide Auth information',
				},
			},
		]);
		const { error, json } = await s.n8n.run({
			resource: 'incident',
			operation: 'update',
			record: by('number', number),
			fields: mapped({ urgency: '1' }),
		} as never);
		expect(error).toBeUndefined();
		expect(json).toEqual([expect.objectContaining({ number, urgency: '1' })]);
		expect(tokenRequests()).toBe(1);
	});

	it('that is refused for good is asked for once more, not again and again', async () => {
		await signedIn();
		await s.n8n.run(getMany);
		s.emulator.resetStats();
		s.emulator.setFaults([
			{ match: { path: '^/api/' }, action: { kind: 'status', status: 401, message: 'User Not Authenticated' } },
		]);
		const { error } = await s.n8n.run(
			{ resource: 'incident', operation: 'get', record: by('id', someIncident()) } as never,
			{ items: Array.from({ length: 10 }, () => ({})) },
		);
		expect(error?.message).toBe('ServiceNow refused the sign-in: User Not Authenticated');
		expect(tokenRequests()).toBe(1);
		expect(s.emulator.stats().total).toBe(3);
	});
});

describe('A lost answer', () => {
	const create = {
		resource: 'incident',
		operation: 'create',
		fields: mapped({ short_description: 'Once only' }),
	} as never;
	const found = () => s.emulator.store.find('incident', { short_description: 'Once only' }).length;

	it.each(['before', 'after'] as const)(
		'to a create makes one record, when the connection breaks %s the work',
		async (when) => {
			s = await stage();
			await s.n8n.run(getMany);
			s.emulator.setFaults([
				{ match: { method: 'POST', path: '/table/incident', nth: 1 }, action: { kind: 'reset', when } },
			]);
			const { error, json } = await s.n8n.run(create);
			expect(error).toBeUndefined();
			expect(json).toEqual([expect.objectContaining({ short_description: 'Once only' })]);
			expect(found()).toBe(1);
		},
	);

	it('to an update is not repeated but told', async () => {
		s = await stage();
		await s.n8n.run(getMany);
		s.emulator.setFaults([{ match: { method: 'PATCH', times: 1 }, action: { kind: 'reset', when: 'after' } }]);
		s.emulator.resetStats();
		const { error } = await s.n8n.run({
			resource: 'incident',
			operation: 'update',
			record: by('id', someIncident()),
			fields: mapped({ work_notes: 'Once' }),
		} as never);
		expect(error?.message).toContain('The connection broke off');
		expect(error?.description).toContain('not known whether ServiceNow did the work');
		expect(s.emulator.store.find('sys_journal_field', { value: 'Once' })).toHaveLength(1);
	});

	it('to a read is asked for again', async () => {
		s = await stage();
		await s.n8n.run(getMany);
		s.emulator.setFaults([{ match: { method: 'GET', times: 2 }, action: { kind: 'reset', when: 'after' } }]);
		expect((await s.n8n.run(getMany)).json).toHaveLength(1);
	});
});
