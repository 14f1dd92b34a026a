import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Schema } from './jsonSchema.mts';

const FOLDER = join('nodes', 'ServiceNowPlatform', '__schema__');
const LIST = join(FOLDER, 'operations.json');
const SHAPES = join(FOLDER, 'shapes');

/** What operations put out, by `resource/operation`. */
export type Schemas = ReadonlyMap<string, Schema>;

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

const shapeFile = (shape: string): string => join(SHAPES, `${shape}.json`);

const keysOf = (list: Record<string, Record<string, string>>): Array<[key: string, shape: string]> =>
	Object.entries(list).flatMap(([resource, operations]) =>
		Object.entries(operations).map(([operation, shape]): [string, string] => [`${resource}/${operation}`, shape]),
	);

/** All shapes that stand in the source, by their names. */
export function storedShapes(): Map<string, Schema> {
	const files = readdirSync(SHAPES, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.json'));
	const names = files.map((path) => path.replaceAll('\\', '/').slice(0, -'.json'.length));
	return new Map(names.map((name) => [name, read(shapeFile(name)) as Schema]));
}

/** What the source says that each operation puts out; undefined where its shape is not there. */
export function storedSchemas(): Map<string, Schema | undefined> {
	const shapes = storedShapes();
	const keys = keysOf(read(LIST) as Record<string, Record<string, string>>);
	return new Map(keys.map(([key, shape]) => [key, shapes.get(shape)]));
}

/** A shape has the name that all of its operations have, else that of the one that gets a record, else of the first. */
function shapeName(keys: readonly string[]): string {
	const [first = '', ...others] = [...keys].sort();
	const verb = first.split('/')[1] ?? '';
	if (others.length > 0 && others.every((key) => key.endsWith(`/${verb}`))) return verb;
	return [first, ...others].find((key) => key.endsWith('/get')) ?? first;
}

/** Writes each shape once, and which operation has which. */
export function writeSchemas(schemas: Schemas): void {
	const keys = [...schemas.keys()].sort();
	const list: Record<string, Record<string, string>> = {};
	const shapeOf = new Map<string, string>();
	rmSync(SHAPES, { recursive: true, force: true });
	for (const [text, own] of Map.groupBy(keys, (key) => JSON.stringify(schemas.get(key), null, '\t'))) {
		const shape = shapeName(own);
		for (const key of own) shapeOf.set(key, shape);
		mkdirSync(dirname(shapeFile(shape)), { recursive: true });
		writeFileSync(shapeFile(shape), `${text}\n`);
	}
	for (const key of keys) {
		const [resource = '', operation = ''] = key.split('/');
		list[resource] = { ...list[resource], [operation]: shapeOf.get(key) ?? '' };
	}
	writeFileSync(LIST, `${JSON.stringify(list, null, '\t')}\n`);
}
