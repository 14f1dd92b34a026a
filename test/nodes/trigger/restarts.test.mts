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
const pass = (seconds: number) => scene.emulator.clock.advance(seconds * 1000);
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

const MINUTE = 60_000;
const named = (events: Array<{ id: string }>) => events.map(({ id }) => id);

/** The clock of n8n goes on. */
function later(milliseconds: number): void {
	const { now } = Date;
	jest.spyOn(Date, 'now').mockImplementation(() => now() + milliseconds);
}
afterEach(() => void jest.restoreAllMocks());

describe('15: n8n that is killed', () => {
	it('between state and execution loses nothing', async () => {
		const watching = await published();
		const sys_id = create();
		expect(named(await watching.killedBetween())).toEqual([`${sys_id}:0`]);
		expect(await watching.poll()).toEqual([]);
	});

	it('behind both hands out the last batch once more, with the same ids, and no other', async () => {
		const watching = await published();
		create();
		expect(await watching.poll()).toHaveLength(1);
		const [second, third] = [create(), create()];
		const batch = named(await watching.poll());
		expect(new Set(batch)).toEqual(new Set([`${second}:0`, `${third}:0`]));
		expect(named(await watching.restart())).toEqual(batch);
		expect(await watching.poll()).toEqual([]);
	});

	it('once more while it repeats, repeats once more', async () => {
		const watching = await published();
		const first = create();
		await watching.look();
		watching.save();
		watching.endProcess();
		watching.load('init');
		const second = create();
		expect(new Set(ids(await watching.killedBetween()))).toEqual(new Set([first, second]));
		expect(await watching.poll()).toEqual([]);
	});

	it('and could not read at first keeps its doubt until it can', async () => {
		const watching = await published();
		const sys_id = create();
		await watching.look();
		watching.save();
		scene.emulator.setFaults([{ match: {}, action: { kind: 'status', status: 503 } }] as never);
		expect(await watching.restart()).toEqual([]);
		scene.emulator.setFaults([]);
		expect(ids(await watching.poll())).toEqual([sys_id]);
	});

	it('and was away for long takes it that the last batch has arrived', async () => {
		const watching = await published();
		create();
		await watching.poll();
		later(10 * MINUTE + 1);
		expect(await watching.restart()).toEqual([]);
	});

	it('knows when it was published, with durable cursors, although n8n does not store the first one', async () => {
		const watching = new PublishedTrigger(scene.n8n, { event: 'changed', table: by('name', 'incident') } as never);
		await watching.withDurableCursors().publish();
		pass(10);
		const sys_id = create();
		watching.endProcess();
		expect(ids(await watching.poll())).toEqual([sys_id]);
		expect(await watching.poll()).toEqual([]);
	});

	it('repeats nothing with durable cursors, wherever it was killed', async () => {
		const watching = await published();
		watching.withDurableCursors();
		await watching.poll();
		const first = create();
		expect(ids(await watching.poll())).toEqual([first]);
		expect(await watching.restart()).toEqual([]);
		const second = create();
		expect(ids(await watching.killedBetween())).toEqual([second]);
		expect(await watching.poll()).toEqual([]);
	});
});

describe('with durable cursors, a poll that begins before n8n has stored what the last one found', () => {
	const begun = async () => {
		const watching = await published();
		watching.withDurableCursors();
		await watching.poll();
		const sys_id = create();
		watching.load('update');
		const found = await watching.look();
		expect(found).toHaveLength(1);
		return { watching, sys_id, found: found ?? [] };
	};

	it('finds nothing, and the next one goes on from there', async () => {
		const { watching, found } = await begun();
		expect(await watching.pollBeside()).toBeNull();
		watching.commit(found);
		const second = create();
		expect(ids(await watching.poll())).toEqual([second]);
	});

	it('finds it once more where n8n has thrown it away', async () => {
		const { watching, sys_id } = await begun();
		const { now } = performance;
		jest.spyOn(performance, 'now').mockImplementation(() => now.call(performance) + MINUTE);
		expect(ids(await watching.poll())).toEqual([sys_id]);
	});
});

describe('the trigger', () => {
	it('17: keeps its place when the node is renamed', async () => {
		const watching = await published();
		const first = create();
		expect(ids(await watching.poll())).toEqual([first]);
		const second = create();
		watching.name = 'Renamed';
		expect(ids(await watching.publish('update'))).toEqual([second]);
		const third = create();
		later(10 * MINUTE + 1);
		expect(ids(await watching.restart())).toEqual([third]);
	});

	it('18: loses nothing where it is published while a poll is under way', async () => {
		const watching = await published();
		const sys_id = create();
		// What this one finds, n8n throws away: a new publication has taken its place.
		expect(await watching.look()).not.toBeNull();
		expect(ids(await watching.publish('update'))).toEqual([sys_id]);
	});

	it('goes on after a restart where it was, and finds what happened meanwhile', async () => {
		const watching = await published();
		const first = create();
		expect(ids(await watching.poll())).toEqual([first]);
		later(10 * MINUTE + 1);
		const second = create();
		expect(ids(await watching.restart())).toEqual([second]);
	});

	it('stays on where the instance is away when n8n starts', async () => {
		const watching = await published();
		const sys_id = create();
		scene.emulator.setFaults([{ match: {}, action: { kind: 'status', status: 403 } }] as never);
		expect(await watching.restart()).toEqual([]);
		scene.emulator.setFaults([]);
		expect(ids(await watching.poll())).toEqual([sys_id]);
	});

	it('19: hands out once where two copies of it poll', async () => {
		const watching = await published();
		const first = create();
		expect(ids(await watching.poll())).toEqual([first]);
		const twin = watching.twin();
		const second = create();
		expect(ids(await twin.publish('update'))).toEqual([second]);
		expect(await watching.poll()).toEqual([]);
		const third = create();
		expect(ids(await watching.poll())).toEqual([third]);
		expect(await twin.poll()).toEqual([]);
		const [fourth, found] = [create(), await Promise.all([watching.look(), twin.look()])];
		expect(found.flat(2).map((item) => item?.json.sys_id)).toEqual(expect.arrayContaining([fourth]));
		expect(found.filter((each) => each !== null)).toHaveLength(1);
	});
});
