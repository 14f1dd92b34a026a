import { resources } from '../../nodes/ServiceNowPlatform/actions/resources.ts';
import { actAs } from '../support/actAs.mts';
import { examples } from '../support/examples/examples.mts';
import { type Stage, stage } from '../support/instance.mts';
import { type Schema, schemaOf } from '../support/examples/jsonSchema.mts';
import { storedSchemas, storedShapes, writeSchemas } from '../support/examples/schemaStore.mts';

/**
 * The schemas of the node's output, which the editor offers before anything has run, are those of what the operations really put out.
 * After a change, `UPDATE_SCHEMAS=1 npm test -- test/nodes/schemas` writes them anew: each shape once, and which operation has which.
 */
const isUpdate = process.env.UPDATE_SCHEMAS === '1';

let s: Stage;
beforeAll(async () => {
	s = await stage();
	s.n8n.usual = {};
});
afterAll(async () => await s.close());
beforeEach(async () => {
	s.emulator.reset();
	await actAs(s, 'admin');
	// The schemas are those of people who may not read it, though an administrator may.
	for (const rule of s.emulator.store.find('sys_security_acl', { name: 'sys_user.user_password' })) {
		s.emulator.store.put('sys_security_acl', { ...rule, roles: 'nobody' });
	}
});

const operations = Object.entries(resources).flatMap(([resource, { operations: own }]) =>
	Object.keys(own).map((operation) => [resource, operation] as const),
);

/** What an API puts out that somebody names by its path is known to them only. */
const described = operations.filter(([resource]) => resource !== 'apiRequest');

describe('The output of', () => {
	const stored = storedSchemas();
	const seen = new Map<string, Schema>();

	afterAll(() => {
		if (!isUpdate) return;
		for (const [resource, operation] of described) {
			const key = `${resource}/${operation}`;
			const schema = seen.get(key) ?? stored.get(key);
			if (schema) seen.set(key, schema);
		}
		writeSchemas(seen);
	});

	it.each(operations)('%s %s is what its schema says', async (resource, operation) => {
		const maker = (examples as Record<string, Record<string, (typeof examples)['incident']['get']>>)[resource]?.[
			operation
		];
		const { parameters, options } = (await maker?.(s)) ?? { parameters: {} };
		const { json, error } = await s.n8n.run({ resource, operation, ...parameters } as never, options);
		expect(error).toBeUndefined();
		expect(json.length).toBeGreaterThan(0);
		if (resource === 'apiRequest') return;
		const key = `${resource}/${operation}`;
		seen.set(key, { ...schemaOf(json), version: 1 });
		if (!isUpdate) expect(stored.get(key)).toEqual(seen.get(key));
	});
});

describe('The schemas', () => {
	it('are of every operation, and of no other', () => {
		const known = described.map(([resource, operation]) => `${resource}/${operation}`);
		expect([...storedSchemas().keys()].sort()).toEqual(known.sort());
	});

	it('are written once', () => {
		const shapes = [...storedShapes().entries()];
		const used = new Set([...storedSchemas().values()].map((schema) => JSON.stringify(schema)));
		const byText = Map.groupBy(shapes, ([, schema]) => JSON.stringify(schema));
		const twice = [...byText.values()].filter((same) => same.length > 1);
		expect(twice.map((same) => same.map(([name]) => name))).toEqual([]);
		expect(shapes.filter(([, schema]) => !used.has(JSON.stringify(schema))).map(([name]) => name)).toEqual([]);
	});
});
