import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { resources } from '../../nodes/ServiceNowPlatform/actions/resources.ts';
import { actAs } from '../support/actAs.mts';
import { examples } from '../support/examples.mts';
import { type Stage, stage } from '../support/instance.mts';
import { type Schema, schemaOf } from '../support/jsonSchema.mts';

/**
 * The schemas of the node's output, which the editor offers before anything has run, are those of what the operations really put out.
 * After a change, `UPDATE_SCHEMAS=1 npm test -- test/nodes/schemas` writes them anew.
 */
const FOLDER = join('nodes', 'ServiceNowPlatform', '__schema__', 'v1.0.0');

let s: Stage;
beforeAll(async () => (s = await stage()));
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

describe('The schemas', () => {
	it('are of operations that there are', () => {
		const stored = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.json'));
		const known = operations.map(([resource, operation]) => join(resource, `${operation}.json`));
		expect(stored.filter((path) => !known.includes(path))).toEqual([]);
	});
});

describe('The output of', () => {
	it.each(operations)('%s %s is what its schema says', async (resource, operation) => {
		const maker = (examples as Record<string, Record<string, (typeof examples)['incident']['get']>>)[resource]?.[
			operation
		];
		const { parameters, options } = (await maker?.(s)) ?? { parameters: {} };
		const { json, error } = await s.n8n.run({ resource, operation, ...parameters } as never, options);
		expect(error).toBeUndefined();
		expect(json.length).toBeGreaterThan(0);
		// What an API puts out that somebody names by its path is known to them only.
		if (resource === 'apiRequest') return;
		const schema: Schema = { ...schemaOf(json), version: 1 };
		const path = join(FOLDER, resource, `${operation}.json`);
		if (process.env.UPDATE_SCHEMAS === '1') {
			mkdirSync(dirname(path), { recursive: true });
			writeFileSync(path, `${JSON.stringify(schema, null, '\t')}\n`);
		}
		expect(existsSync(path)).toBe(true);
		expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(schema);
	});
});
