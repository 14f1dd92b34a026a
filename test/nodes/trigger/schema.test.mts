import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { actAsAdmin } from '../../support/actAs.mts';
import { by, stage, type Stage } from '../../support/instance.mts';
import { PublishedTrigger } from '../../support/n8n/triggers.mts';

interface Shape {
	type: string;
	properties?: Record<string, Shape>;
}

let scene: Stage;
beforeAll(async () => {
	scene = await stage({ seed: 'demo' });
});
beforeEach(() => scene.emulator.reset());
afterAll(async () => await scene.close());

const SCHEMA = JSON.parse(
	readFileSync(join(process.cwd(), 'nodes', 'ServiceNowPlatform', '__schema__', 'trigger.json'), 'utf8'),
) as Shape;

/** Where a value is not as the schema says. */
function departures(value: unknown, { type, properties = {} }: Shape, path = 'item'): string[] {
	if (typeof value !== type) return [`${path} is no ${type}`];
	return Object.entries(properties).flatMap(([name, shape]) =>
		departures((value as Record<string, unknown>)[name], shape, `${path}.${name}`),
	);
}

describe('the output schema', () => {
	it.each(['created', 'changed', 'updated', 'stateChanged', 'commented', 'deleted'])(
		'is what an event puts out: %s',
		async (event) => {
			await actAsAdmin(scene);
			const { store } = scene.emulator;
			const sys_id = store.insert(store.system, 'incident', { short_description: 'Made' }).sys_id ?? '';
			store.update(store.system, 'incident', sys_id, { comments: 'Said' });
			if (event === 'deleted') store.delete(store.system, 'incident', sys_id);
			const watching = new PublishedTrigger(scene.n8n, { event, table: by('name', 'incident') } as never);
			const [example] = await watching.example();
			const shape = structuredClone(SCHEMA);
			// Nothing counts comments and deletions.
			if (example !== undefined && (example.event as { modCount: unknown }).modCount === null)
				delete shape.properties?.event?.properties?.modCount;
			expect(departures(example, shape)).toEqual([]);
		},
	);
});
