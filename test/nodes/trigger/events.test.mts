import { actAs, actAsAdmin } from '../../support/actAs.mts';
import { by, stage, type Stage } from '../../support/instance.mts';
import { PublishedTrigger } from '../../support/n8n/triggers.mts';

let scene: Stage;
beforeAll(async () => {
	scene = await stage({ seed: 'demo' });
});
beforeEach(async () => {
	scene.emulator.reset();
	await scene.n8n.signIn(scene.clientCredentials());
});
afterAll(async () => await scene.close());

const store = () => scene.emulator.store;
const create = (values: Record<string, string> = {}, table = 'incident'): string =>
	store().insert(store().system, table, { short_description: 'Made', ...values }).sys_id ?? '';
const change = (sys_id: string, values: Record<string, string>, table = 'incident') =>
	store().update(store().system, table, sys_id, values);
const pass = (seconds: number) => scene.emulator.clock.advance(seconds * 1000);
const own = (parameters: object) => scene.n8n.run({ resource: 'incident', ...parameters });
const published = async (parameters: Record<string, unknown>) => {
	const watching = new PublishedTrigger(scene.n8n, { table: by('name', 'incident'), ...parameters } as never);
	await watching.publish();
	pass(10);
	return watching;
};

describe('the event', () => {
	it('Created is each new record once, whatever becomes of it before and after', async () => {
		const watching = await published({ event: 'created' });
		const sys_id = create();
		change(sys_id, { urgency: '1' });
		expect(await watching.poll()).toMatchObject([{ id: `${sys_id}:created`, type: 'created', modCount: 1 }]);
		change(sys_id, { urgency: '2' });
		expect(await watching.poll()).toEqual([]);
	});

	it('22: Updated is also a record that was created since the last look', async () => {
		const watching = await published({ event: 'updated' });
		const sys_id = create();
		create();
		pass(1);
		change(sys_id, { urgency: '1' });
		expect(await watching.poll()).toMatchObject([{ sys_id, modCount: 1 }]);
	});

	it('Created or Updated names a record that was made and changed since the last look created', async () => {
		const watching = await published({ event: 'changed' });
		const sys_id = create();
		pass(1);
		change(sys_id, { urgency: '1' });
		expect(await watching.poll()).toMatchObject([{ sys_id, type: 'created', modCount: 1 }]);
		pass(1);
		change(sys_id, { urgency: '2' });
		expect(await watching.poll()).toMatchObject([{ sys_id, type: 'updated', modCount: 2 }]);
	});

	it('State Changed To is a change to one of the values, not one that leaves it there', async () => {
		const sys_id = create({ state: '1' });
		pass(60);
		create();
		const watching = await published({ event: 'stateChanged:incident', values: '2, 6' });
		change(sys_id, { state: '2', assigned_to: '' });
		expect(await watching.poll()).toMatchObject([{ sys_id, changed: 'unknown' }]);
		pass(1);
		change(sys_id, { urgency: '1' });
		expect(await watching.poll()).toEqual([]);
		pass(1);
		change(sys_id, { state: '1' });
		expect(await watching.poll()).toEqual([]);
		pass(1);
		change(sys_id, { state: '2' });
		expect(await watching.poll()).toMatchObject([{ sys_id, changed: ['state'] }]);
	});

	it('leaves out unknown changes where they are not wanted, and knows the record from then on', async () => {
		const sys_id = create({ state: '1' });
		pass(60);
		create();
		const watching = await published({
			event: 'stateChanged:incident',
			values: '1, 2',
			options: { keepUnknown: false },
		});
		change(sys_id, { state: '2', assigned_to: '' });
		expect(await watching.poll()).toEqual([]);
		pass(1);
		change(sys_id, { state: '1' });
		expect(await watching.poll()).toMatchObject([{ sys_id, changed: ['state'] }]);
	});

	it('tells by the audit what changed of a record that it meets for the first time', async () => {
		await actAsAdmin(scene);
		const [moved, other] = [create({ state: '1' }), create({ state: '2' })];
		pass(60);
		create();
		const watching = await published({ event: 'stateChanged:incident', values: '2' });
		change(moved, { state: '2' });
		change(other, { urgency: '1' });
		expect(await watching.poll()).toMatchObject([{ sys_id: moved, changed: ['state'] }]);
	});

	it('begins with the newest records if that is wanted, oldest first, and goes on behind them', async () => {
		scene.emulator.clock.stop();
		const made = [create(), create(), create(), create()];
		pass(1);
		made.push(create());
		const options = { startNewest: 3, ignoreOwn: false };
		const watching = new PublishedTrigger(scene.n8n, {
			...{ event: 'created', table: by('name', 'incident'), options },
		} as never);
		const found = (await watching.publish()).map(({ sys_id }) => sys_id);
		expect(found).toHaveLength(3);
		expect(found.at(-1)).toBe(made.at(-1));
		expect(made).toEqual(expect.arrayContaining(found));
		expect(await watching.poll()).toEqual([]);
		const next = create();
		expect(await watching.poll()).toMatchObject([{ sys_id: next }]);
		scene.emulator.clock.start();
	});

	it('counts only changes of the named fields', async () => {
		const watching = await published({ event: 'changed', options: { watchedFields: 'urgency,impact' } });
		const sys_id = create({ urgency: '3' });
		expect(await watching.poll()).toMatchObject([{ type: 'created', changed: ['urgency', 'impact'] }]);
		pass(1);
		change(sys_id, { short_description: 'Other' });
		expect(await watching.poll()).toEqual([]);
		pass(1);
		change(sys_id, { urgency: '1' });
		expect(await watching.poll()).toMatchObject([{ changed: ['urgency'] }]);
	});

	it('21: is none where the signed-in user made it, and one where somebody else did, too', async () => {
		const sys_id = create();
		const watching = await published({ event: 'changed' });
		change(sys_id, { urgency: '1' });
		expect(await watching.poll()).toHaveLength(1);
		pass(1);
		const note = {
			operation: 'update',
			record: by('id', sys_id),
			fields: { mappingMode: 'defineBelow', value: { work_notes: 'Seen' } },
		};
		expect((await own(note)).error).toBeUndefined();
		expect(await watching.poll()).toEqual([]);
		pass(1);
		change(sys_id, { urgency: '3' });
		await own(note);
		expect(await watching.poll()).toMatchObject([{ sys_id, modCount: 4 }]);
	});

	it.each([true, false])('23: Comment Added, with the journal readable: %s', async (isReadable) => {
		const sys_id = create();
		change(sys_id, { comments: 'From before' });
		pass(60);
		await (isReadable ? actAsAdmin(scene) : actAs(scene, 'itil'));
		const watching = await published({ event: 'commented' });
		change(sys_id, { comments: 'Hello', work_notes: 'Psst' });
		pass(1);
		change(sys_id, { comments: 'Again' });
		change(sys_id, { urgency: '1' });
		await watching.poll();
		const found = watching.executions.flat().map(({ json }) => json as { comment: object; sys_id: string });
		expect(found.map(({ comment }) => comment)).toEqual(
			expect.arrayContaining([
				{ type: 'comments', text: 'Hello' },
				{ type: 'work_notes', text: 'Psst' },
				{ type: 'comments', text: 'Again' },
			]),
		);
		expect(found.length).toBe(3);
		expect(new Set(found.map((each) => each.sys_id))).toEqual(new Set([sys_id]));
		pass(5);
		change(sys_id, { urgency: '2' });
		expect(await watching.poll()).toEqual([]);
	});

	it('24: Deleted is told by the audit', async () => {
		await actAsAdmin(scene);
		const [first, second] = [create(), create()];
		store().delete(store().system, 'incident', create());
		pass(60);
		const watching = await published({ event: 'deleted' });
		store().delete(store().system, 'incident', first);
		expect(await watching.poll()).toMatchObject([{ id: `${first}:deleted`, sys_id: first, class: 'incident' }]);
		store().delete(store().system, 'incident', second);
		expect(await watching.poll()).toMatchObject([{ id: `${second}:deleted` }]);
	});

	it('24: Deleted is refused where the audit shows nothing', async () => {
		await actAs(scene, 'itil');
		await expect(published({ event: 'deleted' })).rejects.toThrow('sees no deleted records (sys_audit_delete)');
	});

	it('of a parent table comes from all below it, and as a whole record if wanted', async () => {
		const watching = await published({ event: 'changed', table: by('name', 'task'), options: { ofClass: true } });
		const sys_id = create({ category: 'network' });
		const problem = create({}, 'problem');
		const events = await watching.poll();
		expect(events.map((event) => [event.sys_id, event.table, event.class]).sort()).toEqual(
			[
				[sys_id, 'task', 'incident'],
				[problem, 'task', 'problem'],
			].sort(),
		);
		expect(watching.executions.flat().find(({ json }) => json.sys_id === sys_id)?.json).toMatchObject({
			category: 'network',
		});
	});

	it('leaves out what it says of itself if it is not wanted', async () => {
		const watching = await published({ event: 'changed', options: { eventInfo: false } });
		create();
		await watching.poll();
		expect(Object.keys(watching.executions[0]?.[0]?.json ?? {})).not.toContain('event');
	});
});

describe('the form of a record', () => {
	it.each([
		['false', { state: '1' }],
		['true', { state: 'New' }],
		['all', { state: { value: '1', display_value: 'New' } }],
	])('is that of the option Values: %s', async (sysparm_display_value, wanted) => {
		const watching = await published({ event: 'changed', options: { sysparm_display_value } });
		const sys_id = create({ state: '1' });
		const [event] = await watching.poll();
		expect(event).toMatchObject({ sys_id, modCount: 0 });
		expect(watching.executions[0]?.[0]?.json).toMatchObject(wanted);
	});

	it('has the chosen fields and no other', async () => {
		const watching = await published({
			event: 'changed',
			output: 'selected',
			selectedFields: ['number', 'caller_id.name'],
		});
		create();
		await watching.poll();
		expect(Object.keys(watching.executions[0]?.[0]?.json ?? {}).sort()).toEqual(['caller_id.name', 'event', 'number']);
	});
});

describe('Fetch Test Event', () => {
	it.each(['created', 'changed', 'updated', 'commented', 'deleted'])('shows a recent record: %s', async (event) => {
		await actAsAdmin(scene);
		const sys_id = create();
		change(sys_id, { comments: 'Said' });
		if (event === 'deleted') store().delete(store().system, 'incident', sys_id);
		const watching = new PublishedTrigger(scene.n8n, { event, table: by('name', 'incident') } as never);
		const [example, ...others] = await watching.example();
		expect(others).toEqual([]);
		expect(example).toMatchObject({ sys_id: expect.any(String), event: { table: 'incident' } });
	});

	it('says why there is none', async () => {
		const parameters = {
			event: 'changed',
			options: { sysparm_query: 'number=INC0' },
			table: by('name', 'incident'),
		};
		const watching = new PublishedTrigger(scene.n8n, parameters as never);
		await expect(watching.example()).rejects.toThrow('There is nothing of the kind in incident to show as an example');
	});
});
