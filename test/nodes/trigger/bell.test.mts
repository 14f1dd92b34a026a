import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signatureOf } from '../../../nodes/ServiceNowPlatform/domain/changes/bell/signature.ts';
import { actAs, actAsAdmin } from '../../support/actAs.mts';
import { by, requestCount, stage, type Stage } from '../../support/instance.mts';
import { PublishedTrigger, type Rung } from '../../support/n8n/triggers.mts';

let scene: Stage;
let outside: Server;
let heard: (body: Buffer, headers: Record<string, string>) => Promise<Rung>;
let rung: Array<Promise<Rung>> = [];

/** Where ServiceNow rings: what n8n's server does with a request to a webhook. */
async function listen(): Promise<Server> {
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			rung.push(heard(Buffer.concat(chunks), request.headers as Record<string, string>));
			response.writeHead(202).end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return server;
}

beforeAll(async () => {
	[scene, outside] = [await stage({ seed: 'demo' }), await listen()];
	const { port } = outside.address() as AddressInfo;
	scene.n8n.webhookBaseUrl = `http://127.0.0.1:${port}/webhook`;
});
beforeEach(async () => {
	scene.emulator.reset();
	await actAsAdmin(scene);
	rung = [];
	heard = async () => ({ status: 202, items: [] });
});
afterAll(async () => {
	await new Promise((resolve) => outside.close(resolve));
	await scene.close();
});

const store = () => scene.emulator.store;
const create = (): string => store().insert(store().system, 'incident', { short_description: 'Made' }).sys_id ?? '';
const rules = () =>
	store()
		.find('sys_script', {})
		.filter(({ name = '' }) => name.startsWith('n8n '));
const instant = (more = {}) =>
	new PublishedTrigger(scene.n8n, {
		event: 'changed',
		table: by('name', 'incident'),
		mode: 'instant',
		...more,
	} as never);

async function published(more = {}): Promise<PublishedTrigger> {
	const watching = instant(more);
	await watching.publishInstant();
	heard = async (body, headers) => await watching.ring(body, headers);
	return watching;
}

/** As the rule signs it. */
function signed(
	watching: PublishedTrigger,
	{ time = Math.floor(scene.emulator.clock.now() / 1000), nonce = 'a', secret = '' } = {},
) {
	const body = `{"v":1,"t":${time},"n":"${nonce}"}`;
	const key = secret || watching.secret;
	const headers = { 'x-n8n-timestamp': String(time), 'x-n8n-signature': signatureOf(key, String(time), body) };
	return { body, headers };
}

describe('the rule of an instant trigger', () => {
	it('is made, rings for a change, and goes with the workflow', async () => {
		const watching = await published();
		expect(rules()).toMatchObject([
			{
				...{ collection: 'incident', when: 'async_always', active: 'true', advanced: 'true', abort_action: 'false' },
				...{ action_insert: 'true', action_update: 'true', action_delete: 'false', action_query: 'false' },
			},
		]);
		const sys_id = create();
		await store().settled();
		const [ring, ...others] = await Promise.all(rung);
		expect(others).toEqual([]);
		expect(ring).toMatchObject({ status: 202, items: [{ sys_id, event: { id: `${sys_id}:0`, via: 'bell' } }] });
		expect(await watching.poll()).toEqual([]);
		expect(await watching.hook('delete')).toBe(true);
		expect(rules()).toEqual([]);
		expect(await watching.hook('delete')).toBe(true);
	});

	it('needs no more than the role business_rule_admin', async () => {
		const role = store().one('sys_user_role', { name: 'business_rule_admin' })?.sys_id ?? '';
		const user = store().one('sys_user', { user_name: 'itil' })?.sys_id ?? '';
		store().put('sys_user_has_role', { user, role, state: 'active' });
		await actAs(scene, 'itil');
		await published();
		expect(rules()).toHaveLength(1);
	});

	it('has the older name of its kind where the instance does not know the newer one', async () => {
		for (const { sys_id = '' } of store().find('sys_choice', { name: 'sys_script', value: 'async_always' }))
			store().remove('sys_choice', sys_id);
		await published();
		expect(rules()).toMatchObject([{ when: 'async' }]);
	});

	it('31: is refused with the role and a script to paste where somebody publishes', async () => {
		await actAs(scene, 'itil');
		const failure = await instant()
			.publishInstant()
			.catch((error: Error) => error);
		expect(failure).toMatchObject({
			description: expect.stringMatching(
				/business_rule_admin[\s\S]*GlideCertificateEncryption[\s\S]*PRODUCTION URL|PRODUCTION URL/,
			),
		});
		expect(rules()).toEqual([]);
	});

	it('31: is done without where n8n starts by itself', async () => {
		await actAs(scene, 'itil');
		const watching = instant();
		await watching.publishInstant('init');
		const sys_id = create();
		expect(await watching.poll()).toMatchObject([{ sys_id, via: 'poll' }]);
	});

	it.each([
		['deleted', (sys_id: string) => void store().remove('sys_script', sys_id)],
		[
			'switched off',
			(sys_id: string) => void store().update(store().system, 'sys_script', sys_id, { active: 'false' }),
		],
		['edited', (sys_id: string) => void store().update(store().system, 'sys_script', sys_id, { script: 'gs.log(1)' })],
	])('32: is put right once it was %s', async (_, harm) => {
		const watching = await published();
		const [before] = rules();
		harm(before?.sys_id ?? '');
		const now = jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 900_001);
		await watching.poll();
		now.mockRestore();
		expect(rules()).toMatchObject([{ active: 'true', script: before?.script }]);
	});

	it('is silent for the signed-in user, whose changes are none', async () => {
		await published();
		const ran = await scene.n8n.run({
			resource: 'incident',
			operation: 'create',
			fields: { mappingMode: 'defineBelow', value: { short_description: 'Own' } },
		} as never);
		expect(ran.error).toBeUndefined();
		await store().settled();
		expect(rung).toEqual([]);
	});

	it('34: of a test ends by itself, and is removed by the next publication', async () => {
		const watching = instant();
		await watching.hook('create', 'manual', 'manual');
		expect(rules()).toMatchObject([{ name: expect.stringMatching(/^n8n test /) }]);
		scene.emulator.clock.advance(181_000);
		await watching.publishInstant();
		expect(rules()).toMatchObject([{ name: expect.not.stringMatching(/^n8n test /) }]);
	});
});

describe('28: a ring', () => {
	const cases: Array<[string, (watching: PublishedTrigger) => { body: string; headers: Record<string, string> }]> = [
		[
			'with a wrong signature',
			(watching) => ({ ...signed(watching), headers: { ...signed(watching).headers, 'x-n8n-signature': 'v1=AAAA' } }),
		],
		['with another secret', (watching) => signed(watching, { secret: Buffer.alloc(32).toString('base64') })],
		['of yesterday', (watching) => signed(watching, { time: Math.floor(Date.now() / 1000) - 86_400 })],
		['without a signature', (watching) => ({ ...signed(watching), headers: {} })],
		['of three kilobytes', (watching) => ({ ...signed(watching), body: 'x'.repeat(3_000) })],
		['that is not ASCII', (watching) => ({ ...signed(watching), body: '{"ü":1}' })],
	];

	it.each(cases)('%s is turned away, and nothing is read', async (_, make) => {
		const watching = await published();
		create();
		const before = requestCount(scene);
		const { body, headers } = make(watching);
		expect(await watching.ring(body, headers)).toEqual({ status: 401, items: [] });
		expect(requestCount(scene)).toBe(before);
	});

	it('is heard once', async () => {
		const watching = await published();
		const { body, headers } = signed(watching);
		create();
		expect((await watching.ring(body, headers)).items).toHaveLength(1);
		expect(await watching.ring(body, headers)).toEqual({ status: 401, items: [] });
	});

	it('hands out nothing twice where it waited while a poll was under way', async () => {
		const watching = await published();
		scene.emulator.clock.advance(10_000);
		const sys_id = create();
		expect(await watching.poll()).toMatchObject([{ sys_id }]);
		watching.endProcess();
		// What it is given is as old as it is.
		const { stored } = watching;
		watching.load('init');
		create();
		const found = await watching.look();
		expect(found?.[0]).toHaveLength(2);
		watching.emit(found ?? []);
		watching.stored = stored;
		const { body, headers } = signed(watching);
		expect(await watching.ring(body, headers)).toEqual({ status: 202, items: [] });
		const third = create();
		expect(await watching.poll()).toMatchObject([{ sys_id: third }]);
	});

	it('29: is one of a hundred in a second, for which is read twice at most', async () => {
		const watching = await published();
		const created = [create(), create(), create()];
		const before = scene.emulator.stats().requests['table.list'] ?? 0;
		const rings = Array.from({ length: 100 }, (_, index) => signed(watching, { nonce: String(index) }));
		const answers = await Promise.all(rings.map(async ({ body, headers }) => await watching.ring(body, headers)));
		expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
		const found = answers.flatMap(({ items }) => items.map(({ sys_id }) => sys_id));
		expect(found.sort()).toEqual(created.sort());
		// Each look that finds something asks twice: for the list, and for the records.
		expect((scene.emulator.stats().requests['table.list'] ?? 0) - before).toBeLessThanOrEqual(4);
	});

	it('35: at a process that does not poll changes nothing', async () => {
		const watching = await published();
		const elsewhere = watching.elsewhere();
		const sys_id = create();
		const { body, headers } = signed(watching);
		const before = requestCount(scene);
		expect(await elsewhere.ring(body, headers)).toEqual({ status: 202, items: [] });
		expect(requestCount(scene)).toBe(before);
		expect(await watching.poll()).toMatchObject([{ sys_id }]);
	});

	it('26: that never came, since the change ran no rules, is made up for by the next poll', async () => {
		const watching = await published();
		const sys_id = create();
		await store().settled();
		await Promise.all(rung);
		rung = [];
		store().writing({ workflow: false }).update(store().system, 'incident', sys_id, { urgency: '1' });
		await store().settled();
		expect(rung).toEqual([]);
		expect(await watching.poll()).toMatchObject([{ sys_id, modCount: 1 }]);
	});
});

describe('36: a trigger that polls', () => {
	it('has no method for its webhook, so that n8n registers none', () => {
		const { webhooks } = instant().description;
		expect(webhooks?.[0]?.httpMethod).toBe('={{ $parameter["mode"] === "instant" ? "POST" : "" }}');
	});
});
