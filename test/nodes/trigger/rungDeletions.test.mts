import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signatureOf } from '../../../nodes/ServiceNowPlatform/domain/changes/bell/signature.ts';
import { actAs } from '../../support/actAs.mts';
import { by, stage, type Stage } from '../../support/instance.mts';
import { PublishedTrigger, type Rung } from '../../support/n8n/triggers.mts';

let scene: Stage;
let outside: Server;
let heard: (body: Buffer, headers: Record<string, string>) => Promise<Rung>;
let rung: Array<Promise<Rung>> = [];

beforeAll(async () => {
	scene = await stage({ seed: 'demo' });
	outside = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			rung.push(heard(Buffer.concat(chunks), request.headers as Record<string, string>));
			response.writeHead(202).end();
		});
	});
	await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
	scene.n8n.webhookBaseUrl = `http://127.0.0.1:${(outside.address() as AddressInfo).port}/webhook`;
});
beforeEach(async () => {
	scene.emulator.reset();
	rung = [];
	await actAs(scene, 'itil');
});
afterAll(async () => {
	await new Promise((resolve) => outside.close(resolve));
	await scene.close();
});

const store = () => scene.emulator.store;
const create = (): string => store().insert(store().system, 'incident', { short_description: 'Made' }).sys_id ?? '';
const remove = (sys_id: string) => void store().delete(store().system, 'incident', sys_id);
const rules = () =>
	store()
		.find('sys_script', {})
		.filter(({ name = '' }) => name.startsWith('n8n '));

/** Somebody who may write rules, and read no audit. */
function mayWriteRules(): void {
	const role = store().one('sys_user_role', { name: 'business_rule_admin' })?.sys_id ?? '';
	const user = store().one('sys_user', { user_name: 'itil' })?.sys_id ?? '';
	store().put('sys_user_has_role', { user, role, state: 'active' });
}

const watchingDeletions = (mode: string) =>
	new PublishedTrigger(scene.n8n, { event: 'deleted', table: by('name', 'incident'), mode } as never);

async function published(): Promise<PublishedTrigger> {
	mayWriteRules();
	const watching = watchingDeletions('instant');
	await watching.publishInstant();
	heard = async (body, headers) => await watching.ring(body, headers);
	return watching;
}

/** What the rings have brought. */
async function brought(): Promise<Array<Record<string, unknown>>> {
	await store().settled();
	return (await Promise.all(rung)).flatMap(({ items }) => items);
}

describe('24: Deleted, where the audit shows nothing,', () => {
	it('is told by a rule that runs with the deletion', async () => {
		const watching = await published();
		expect(rules()).toMatchObject([{ when: 'after', action_delete: 'true', action_insert: 'false' }]);
		const [gone, other] = [create(), create()];
		remove(gone);
		expect(await brought()).toEqual([
			{
				...{ sys_id: gone, sys_class_name: 'incident' },
				event: expect.objectContaining({
					...{ id: `${gone}:deleted`, type: 'deleted', class: 'incident', by: 'system', via: 'bell' },
					at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
				}),
			},
		]);
		expect(await watching.poll()).toEqual([]);
		remove(other);
		expect((await brought()).map(({ sys_id }) => sys_id)).toEqual([gone, other]);
	});

	it('is told in one execution where many come together, which are looked for together', async () => {
		const watching = await published();
		heard = async () => ({ status: 202, items: [] });
		const made = Array.from({ length: 20 }, create);
		for (const sys_id of made) remove(sys_id);
		await store().settled();
		const time = Math.floor(scene.emulator.clock.now() / 1000);
		const before = scene.emulator.stats().requests['table.list'] ?? 0;
		const rings = made.map(async (sys_id) => {
			const body = `{"v":1,"t":${time},"n":"${sys_id}","id":"${sys_id}","class":"incident","by":"somebody"}`;
			const signature = signatureOf(watching.secret, String(time), body);
			return await watching.ring(body, { 'x-n8n-timestamp': String(time), 'x-n8n-signature': signature });
		});
		const found = (await Promise.all(rings)).map(({ items }) => items.map(({ sys_id }) => sys_id));
		expect(found.flat().sort()).toEqual(made.sort());
		expect(found.filter((items) => items.length > 0)).toHaveLength(1);
		// How tables hang together, who is signed in, and the records.
		expect((scene.emulator.stats().requests['table.list'] ?? 0) - before).toBeLessThanOrEqual(3);
	});

	it('is none of the signed-in user’s own, and one of a record that this user has changed last', async () => {
		const watching = await published();
		for (const rule of store().find('sys_security_acl', { name: 'incident', operation: 'delete' }))
			store().put('sys_security_acl', { sys_id: rule.sys_id ?? '', roles: 'itil' });
		const [own, theirs] = [create(), create()];
		const act = async (operation: string, sys_id: string, more = {}) =>
			await scene.n8n.run({ resource: 'incident', operation, record: by('id', sys_id), ...more } as never);
		const fields = { mappingMode: 'defineBelow', value: { urgency: '1' } };
		expect((await act('update', theirs, { fields })).error).toBeUndefined();
		expect((await act('delete', own)).error).toBeUndefined();
		remove(theirs);
		expect((await brought()).map(({ sys_id }) => sys_id)).toEqual([theirs]);
		expect(await watching.poll()).toEqual([]);
	});

	it('is none where the record is there', async () => {
		const watching = await published();
		const sys_id = create();
		store().update(store().system, 'incident', sys_id, { urgency: '1' });
		remove(sys_id);
		heard = async (body, headers) => {
			store().insert(store().system, 'incident', { sys_id });
			return await watching.ring(body, headers);
		};
		expect(await brought()).toEqual([]);
	});

	it('waits for the next poll where it cannot be looked at', async () => {
		const watching = await published();
		const sys_id = create();
		remove(sys_id);
		scene.emulator.setFaults([{ match: {}, action: { kind: 'status', status: 403 } }] as never);
		expect(await brought()).toEqual([]);
		scene.emulator.setFaults([]);
		expect(await watching.poll()).toMatchObject([{ id: `${sys_id}:deleted`, via: 'poll' }]);
		expect(await watching.poll()).toEqual([]);
	});

	it('is refused with both reasons where no rule may be written either', async () => {
		const failure = await watchingDeletions('instant')
			.publishInstant()
			.catch((error: Error) => error);
		expect(failure).toMatchObject({
			description: expect.stringMatching(/sees no deleted records[\s\S]*business_rule_admin/),
		});
		await expect(watchingDeletions('polling').publish()).rejects.toThrow('sees no deleted records (sys_audit_delete)');
	});
});
