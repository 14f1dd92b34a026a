import { by, stage, type Stage } from '../../support/instance.mts';
import { PublishedTrigger } from '../../support/n8n/triggers.mts';

let scene: Stage;
beforeAll(async () => {
	scene = await stage({ seed: 'demo' });
});
beforeEach(() => scene.emulator.reset());
afterEach(() => {
	scene.emulator.setFaults([]);
});
afterAll(async () => await scene.close());

const store = () => scene.emulator.store;
const create = (values: Record<string, string> = {}): string =>
	store().insert(store().system, 'incident', { short_description: 'Made', ...values }).sys_id ?? '';
const change = (sys_id: string, values: Record<string, string> = { urgency: '1' }, options = {}) =>
	store().writing(options).update(store().system, 'incident', sys_id, values);
const pass = (seconds: number) => scene.emulator.clock.advance(seconds * 1000);
const many = (count: number) => store().transaction(() => Array.from({ length: count }, () => create()));
const ids = (events: Array<{ sys_id: string }>) => events.map(({ sys_id }) => sys_id);

async function published(parameters: Record<string, unknown> = {}): Promise<PublishedTrigger> {
	const watching = new PublishedTrigger(scene.n8n, {
		...{ event: 'changed', table: by('name', 'incident'), output: 'selected', selectedFields: ['sys_id'] },
		...parameters,
	} as never);
	await watching.publish();
	pass(10);
	return watching;
}

/** Looks until nothing comes any more. */
async function drained(watching: PublishedTrigger): Promise<string[]> {
	const found: string[] = [];
	for (let events = await watching.poll(); events.length > 0; events = await watching.poll())
		found.push(...ids(events));
	return found;
}

describe('the trigger', () => {
	it('3: hands out 3,500 rows of one second, a thousand at a time, none twice', async () => {
		const watching = await published();
		scene.emulator.clock.stop();
		const made = many(3_500);
		const found = await drained(watching);
		expect(found).toHaveLength(3_500);
		expect(new Set(found)).toEqual(new Set(made));
		expect(watching.executions.map((items) => items.length)).toEqual([1_000, 1_000, 1_000, 500]);
	}, 120_000);

	it('4: hands out a row that becomes visible late, and 5: not one that is later than the overlap', async () => {
		const watching = await published();
		store().setProperty('emulator.commit_delay.incident', '200000');
		const late = create();
		store().setProperty('emulator.commit_delay.incident', '500000');
		const tooLate = create();
		store().setProperty('emulator.commit_delay.incident', '');
		pass(150);
		const other = create();
		expect(ids(await watching.poll())).toEqual([other]);
		pass(60);
		expect(ids(await watching.poll())).toEqual([late]);
		pass(250);
		const last = create();
		expect(ids(await watching.poll())).toEqual([last]);
		pass(60);
		expect(store().find('incident', { sys_id: tooLate })).toHaveLength(1);
		expect(await watching.poll()).toEqual([]);
	});

	it('6: finds a row behind 1,200 that nobody may see', async () => {
		for (const rule of store().find('sys_security_acl', { name: 'incident', operation: 'read' }))
			store().put('sys_security_acl', { sys_id: rule.sys_id ?? '', active: 'false' });
		store().put('sys_security_acl', {
			...{ name: 'incident', type: 'record', operation: 'read', active: 'true' },
			condition: 'short_description!=Hidden',
		});
		const watching = await published();
		scene.emulator.clock.stop();
		store().transaction(() => Array.from({ length: 1_200 }, () => create({ short_description: 'Hidden' })));
		pass(5);
		const seen = create();
		expect(ids(await watching.poll())).toEqual([seen]);
	}, 60_000);

	it('7: leaves out a row that is deleted while it reads, the last one of a page, and no other', async () => {
		const watching = await published({ options: { maxItems: 10_000 } });
		scene.emulator.clock.stop();
		const made = many(1_500).sort();
		scene.emulator.resetStats();
		const looking = watching.look();
		while (scene.emulator.stats().requests['table.list'] === undefined) await new Promise(setImmediate);
		const gone = made[999] ?? '';
		store().remove('incident', gone);
		const found = ((await looking)?.[0] ?? []).map(({ json }) => json.sys_id);
		expect(found.filter((sys_id) => sys_id !== gone).sort()).toEqual(made.filter((sys_id) => sys_id !== gone));
		expect(await watching.poll()).toEqual([]);
	}, 60_000);

	it('8: hands out once more what changed after it had been read', async () => {
		const watching = await published();
		const sys_id = create();
		expect(await watching.poll()).toHaveLength(1);
		change(sys_id);
		expect(await watching.poll()).toMatchObject([{ id: `${sys_id}:1` }]);
	});

	it.each([-86_400_000, 86_400_000])('9: does not look at the clock of n8n, which is wrong by %d ms', async (wrong) => {
		const watching = await published();
		const sys_id = create();
		const { now } = Date;
		jest.spyOn(Date, 'now').mockImplementation(() => now() + wrong);
		const events = await watching.poll();
		jest.restoreAllMocks();
		expect(ids(events)).toEqual([sys_id]);
		expect(await watching.poll()).toEqual([]);
	});

	it('11: hands out a row of 2099 once, and what comes after it', async () => {
		const watching = await published();
		const [first, future] = [create(), create()];
		change(future, { sys_updated_on: '2099-01-01 00:00:00' }, { autoSysFields: false });
		expect(new Set(ids(await watching.poll()))).toEqual(new Set([first, future]));
		pass(30);
		const next = create();
		expect(ids(await watching.poll())).toEqual([next]);
	});

	it('14: looks once where two polls begin together', async () => {
		const watching = await published();
		const sys_id = create();
		const found = await Promise.all([watching.look(), watching.look()]);
		expect(found.filter((each) => each !== null)).toHaveLength(1);
		expect(
			found.find((each) => each !== null)?.[0]?.map(({ json }) => (json.event as { sys_id: string }).sys_id),
		).toEqual([sys_id]);
	});

	it('16: does not repeat where a Code node puts back older static data', async () => {
		const watching = await published();
		const before = watching.stored;
		create();
		expect(await watching.poll()).toHaveLength(1);
		watching.stored = before;
		expect(await watching.poll()).toEqual([]);
		expect(await watching.publish('update')).toEqual([]);
	});

	it('20: never brings back old rows where the query has a second part', async () => {
		const watching = await published({ options: { sysparm_query: 'active=true^NQpriority=1^ORDERBYnumber' } });
		const sys_id = create();
		expect(ids(await watching.poll())).toEqual([sys_id]);
		expect(await watching.poll()).toEqual([]);
	});

	it('25: tells changes apart by what they hold where the count of changes cannot be read', async () => {
		store().put('sys_security_acl', {
			...{ name: 'incident.sys_mod_count', type: 'record', operation: 'read', active: 'true', roles: 'nobody' },
		});
		for (const event of ['changed', 'updated']) {
			const sys_id = create();
			pass(60);
			const watching = await published({ event });
			scene.emulator.clock.stop();
			change(sys_id, { urgency: '1' });
			expect(await watching.poll()).toMatchObject([{ sys_id, modCount: null, type: 'updated' }]);
			change(sys_id, { urgency: '3' });
			expect(ids(await watching.poll())).toEqual([sys_id]);
			expect(await watching.poll()).toEqual([]);
			scene.emulator.clock.start();
		}
	});

	it('25: refuses what cannot be watched when it is published', async () => {
		await expect(published({ table: by('name', 'no_such_table') })).rejects.toThrow('Invalid table');
	});

	it('26: sees what ran no business rules, and 27: not what left no trace', async () => {
		const sys_id = create();
		pass(600);
		const watching = await published();
		change(sys_id, { urgency: '1' }, { workflow: false });
		expect(ids(await watching.poll())).toEqual([sys_id]);
		pass(1);
		change(sys_id, { urgency: '2' }, { workflow: false, autoSysFields: false });
		expect(await watching.poll()).toEqual([]);
	});

	it('10: looks at times as the instance stores them, whatever zone the user is in', async () => {
		for (const user of store().find('sys_user', {}))
			store().put('sys_user', { sys_id: user.sys_id ?? '', time_zone: 'Australia/Sydney' });
		const watching = await published({ options: { sysparm_display_value: 'true' } });
		const sys_id = create();
		expect(await watching.poll()).toMatchObject([{ sys_id, at: expect.stringMatching(/Z$/) }]);
		expect(await watching.poll()).toEqual([]);
	});

	it.each(['1', '2', '3'])(
		'12: gives the complete pages where request %s is refused, and the rest with the next poll',
		async (nth) => {
			const watching = await published();
			const made = many(450);
			const match = { path: '^/api/now/table/incident', nth: Number(nth) };
			scene.emulator.setFaults([{ match, action: { kind: 'status', status: 403, message: 'Refused' } }] as never);
			const first = await watching.poll().catch(() => []);
			const found = [...ids(first), ...(await drained(watching))];
			expect(found).toHaveLength(made.length);
			expect(new Set(found)).toEqual(new Set(made));
		},
		60_000,
	);

	it('asks for no more than it needs: 1,500 new rows are two polls', async () => {
		const watching = await published();
		many(1_500);
		scene.emulator.resetStats();
		expect(await watching.poll()).toHaveLength(1_000);
		// A page and five packs of records; since the first row is the latest of before, a page and a pack for the thousandth.
		expect(scene.emulator.stats().requests).toEqual({ 'table.list': 8 });
	}, 60_000);
});
