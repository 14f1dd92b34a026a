import { by, type Stage, stage } from '../../support/instance.mts';
import { credentialData, type SignInWay, typeOf, WAYS } from '../../support/signIn.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.resetStats());

const getMany = { resource: 'incident', operation: 'getAll', returnAll: false, limit: 1 } as never;
const someIncident = () => String(s.emulator.store.find('incident', {})[0]?.sys_id);
const tokenRequests = () => s.emulator.stats().requests['oauth.token'] ?? 0;

async function signIn(way: SignInWay, changes: Record<string, unknown> = {}): Promise<string> {
	return await s.n8n.signIn({ ...credentialData[way](s.emulator), ...changes } as never, typeOf[way]);
}

const hundred = () => ({ items: Array.from({ length: 100 }, () => ({ id: someIncident() })) });
const getEach = { resource: 'incident', operation: 'get', record: by('id', '={{ $json.id }}') } as never;

describe.each(WAYS)('Signing in by %s', (way) => {
	it('reads and writes', async () => {
		await signIn(way);
		const { json, error } = await s.n8n.run(getMany);
		expect(error).toBeUndefined();
		expect(json).toEqual([expect.objectContaining({ number: expect.stringMatching(/^INC/) })]);
		const update = { resource: 'incident', operation: 'update', record: by('id', someIncident()) };
		const fields = { mappingMode: 'defineBelow', value: { short_description: way } };
		expect((await s.n8n.run({ ...update, fields } as never)).json).toEqual([
			expect.objectContaining({ short_description: way }),
		]);
	});

	it('acts as the user it is for', async () => {
		await signIn(way);
		const create = { resource: 'incident', operation: 'create' };
		const fields = { mappingMode: 'defineBelow', value: { short_description: 'Whose?' } };
		const { json } = await s.n8n.run({ ...create, fields } as never);
		expect(json[0]).toMatchObject({ sys_created_by: 'integration.user' });
	});

	it('fills pickers, too', async () => {
		await signIn(way);
		const context = s.n8n.loadOptions({ authentication: typeOf[way], resource: 'incident' });
		const { nodeTypes } = await import('../../support/n8n/nodeTypes.mts');
		const node = nodeTypes.getByName('n8n-nodes-servicenow.serviceNowPlatform') as never as {
			methods: { listSearch: { searchTables(this: unknown): Promise<{ results: unknown[] }> } };
		};
		const { results } = await node.methods.listSearch.searchTables.call(context);
		expect(results.length).toBeGreaterThan(5);
	});

	it('asks for one token at most for a hundred items, and for none in the next execution', async () => {
		await signIn(way);
		expect((await s.n8n.run(getEach, hundred())).json).toHaveLength(100);
		await s.n8n.run(getMany);
		expect(tokenRequests()).toBe(['apiKey', 'basic'].includes(way) ? 0 : 1);
	});
});

describe('A wrong secret', () => {
	it.each([
		['clientCredentials', { clientSecret: 'wrong' }],
		['authorizationCode', { oauthClientSecret: 'wrong' }],
		['password', { clientSecret: 'wrong' }],
		['password', { password: 'wrong' }],
		['jwtBearer', { clientSecret: 'wrong' }],
		['jwtBearer', { subject: 'nobody' }],
	] as const)('of %s %j makes exactly one token request for a hundred items', async (way, changes) => {
		await signIn(way, changes);
		const { error } = await s.n8n.run(getEach, hundred());
		expect(error?.message).toBe('ServiceNow did not issue a token: server_error, access_denied');
		expect(s.emulator.stats().requests).toEqual({ 'oauth.token': 1 });
	});

	it.each([
		['apiKey', { apiKey: 'wrong' }],
		['basic', { password: 'wrong' }],
	] as const)('of %s is sent exactly once for a hundred items', async (way, changes) => {
		await signIn(way, changes);
		for (const onError of ['stopWorkflow', 'continueRegularOutput'] as const) {
			s.emulator.resetStats();
			await s.n8n.run(getEach, { ...hundred(), settings: { onError } });
			expect(s.emulator.stats().total).toBe(1);
		}
	});

	it('of basic is sent exactly once by an execution whose first request had another failure', async () => {
		await signIn('basic', { password: 'wrong' });
		s.emulator.setFaults([{ match: { times: 1 }, action: { kind: 'reset', when: 'before' } }]);
		await s.n8n.run(getEach, hundred());
		expect(s.emulator.stats().statuses['401']).toBe(1);
	});
});
