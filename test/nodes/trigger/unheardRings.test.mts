import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { actAsAdmin } from '../../support/actAs.mts';
import { by, stage, type Stage } from '../../support/instance.mts';
import { PublishedTrigger } from '../../support/n8n/triggers.mts';

let scene: Stage;
let server: Server | undefined;
/** Rings that have arrived, and have not been answered. */
let open: ServerResponse[] = [];

beforeAll(async () => {
	scene = await stage({ seed: 'demo' });
});
beforeEach(async () => {
	scene.emulator.reset();
	await actAsAdmin(scene);
});
afterEach(async () => await close());
afterAll(async () => await scene.close());

async function close(): Promise<void> {
	for (const response of open) response.destroy();
	open = [];
	await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
	server = undefined;
}

/** An n8n that does something with a ring. @returns its address */
async function listen(answer: (response: ServerResponse) => void): Promise<void> {
	const listening = createServer((request, response) => {
		request.resume();
		answer(response);
	});
	await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
	server = listening;
	const { port } = listening.address() as AddressInfo;
	scene.n8n.webhookBaseUrl = `http://127.0.0.1:${port}/webhook`;
}

const store = () => scene.emulator.store;
const rules = () =>
	store()
		.find('sys_script', { active: 'true' })
		.filter(({ name = '' }) => name.startsWith('n8n '));

async function published(): Promise<PublishedTrigger> {
	const watching = new PublishedTrigger(scene.n8n, {
		...{ event: 'changed', table: by('name', 'incident'), mode: 'instant' },
	} as never);
	await watching.publishInstant();
	return watching;
}

describe('30: a ring to an n8n that', () => {
	const cases: Array<[string, () => Promise<void>]> = [
		['does not answer', async () => await listen((response) => void open.push(response))],
		['refuses', async () => await listen((response) => void response.writeHead(503).end())],
		['is gone', async () => await listen(() => undefined).then(close)],
	];

	it.each(cases)(
		'%s holds up nobody, and the next poll brings the change',
		async (_, begin) => {
			await begin();
			const watching = await published();
			const saved = await scene.n8n.run({
				resource: 'incident',
				operation: 'create',
				fields: { mappingMode: 'defineBelow', value: { short_description: 'Made' } },
			} as never);
			expect(saved.error).toBeUndefined();
			const sys_id = store().insert(store().system, 'incident', { short_description: 'Made' }).sys_id ?? '';
			// The background workers are free again although some rings are never answered.
			await store().settled();
			expect(open.every((response) => !response.writableEnded)).toBe(true);
			expect(await watching.poll()).toMatchObject([{ sys_id, via: 'poll' }]);
		},
		60_000,
	);
});

describe('33: a workflow that is switched off', () => {
	it('takes its rule with it, and a second time finds nothing to do', async () => {
		await listen((response) => void response.writeHead(202).end());
		const watching = await published();
		expect(rules()).toHaveLength(1);
		expect(await watching.hook('delete')).toBe(true);
		expect(rules()).toEqual([]);
		expect(await watching.hook('delete')).toBe(true);
		const sys_id = store().insert(store().system, 'incident', { short_description: 'Made' }).sys_id ?? '';
		await watching.publishInstant();
		expect(rules()).toHaveLength(1);
		expect(watching.events.map((event) => event.sys_id)).toEqual([sys_id]);
	});
});
