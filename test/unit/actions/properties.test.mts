import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { properties } from '../../../nodes/ServiceNowPlatform/actions/nodeProperties.ts';
import { findOperation, resources } from '../../../nodes/ServiceNowPlatform/actions/resources.ts';
import { ServiceNowPlatform } from '../../../nodes/ServiceNowPlatform/ServiceNowPlatform.node.ts';

const node = new ServiceNowPlatform();
const pairs = Object.entries(resources).flatMap(([resource, { operations }]) =>
	Object.keys(operations).map((operation) => [resource, operation] as const),
);

/** Fields that every operation has. */
const NODE_WIDE = ['authentication', 'resource'];

const show = ({ displayOptions }: INodeProperties) => displayOptions?.show ?? {};
const values = ({ options }: INodeProperties) => (options as INodePropertyOptions[]).map(({ value }) => value);
const shownFor = (resource: string, operation: string) =>
	properties.filter((field) => show(field).resource?.includes(resource) && show(field).operation?.includes(operation));

/** All values under a key, however deep they stand. */
function valuesOf(key: string, tree: unknown): unknown[] {
	if (typeof tree !== 'object' || tree === null) return [];
	return Object.entries(tree).flatMap(([name, value]) => (name === key ? [value] : valuesOf(key, value)));
}

/** Every list of fields that stand side by side: those of an operation, and those inside a collection. */
function fieldLists(fields: unknown): INodeProperties[][] {
	if (!Array.isArray(fields)) return [];
	const own = fields.filter(
		(field) => typeof field === 'object' && field !== null && 'displayName' in field,
	) as INodeProperties[];
	const inner = (fields as INodeProperties[]).flatMap((field) => [
		...fieldLists(field.options),
		...fieldLists((field as { values?: unknown }).values),
	]);
	return [...(own.length > 0 ? [own] : []), ...inner];
}

/** n8n compares the value of a resource locator. */
const chosenIn = (value: unknown): unknown =>
	typeof value === 'object' && value !== null && 'value' in value ? value.value : value;

describe('the fields of the node', () => {
	it('offer every resource', () => {
		const selector = properties.find(({ name }) => name === 'resource');
		expect(values(selector as INodeProperties).sort()).toEqual(Object.keys(resources).sort());
	});

	it.each(Object.entries(resources))('offer every operation of %s, and only those', (resource, { operations }) => {
		const selectors = properties.filter(
			(field) => field.name === 'operation' && show(field).resource?.includes(resource),
		);
		expect(selectors).toHaveLength(1);
		expect(values(selectors[0] as INodeProperties).sort()).toEqual(Object.keys(operations).sort());
		expect(Object.keys(operations)).toContain(selectors[0]?.default);
	});

	it('have yes and no where it is read as such: on top or right inside a collection', () => {
		for (const [resource, operation] of pairs) {
			const fields = findOperation(resource, operation)?.properties ?? [];
			const near = [...fields, ...fields.filter(({ type }) => type === 'collection').flatMap(({ options }) => options)];
			const flags = (list: unknown[]) => (list as INodeProperties[]).filter(({ type }) => type === 'boolean');
			expect(flags(fieldLists(fields).flat()).filter((flag) => !near.includes(flag))).toEqual([]);
		}
	});

	it('are scoped to a resource that exists, and to one of its operations', () => {
		const fields = properties.filter(({ name }) => !NODE_WIDE.includes(name) && name !== 'operation');
		for (const field of fields) {
			const { resource = [], operation = [] } = show(field);
			expect([field.name, resource.length, operation.length]).toEqual([field.name, 1, 1]);
			expect(findOperation(String(resource[0]), String(operation[0]))).toBeDefined();
		}
	});

	it.each(pairs)('of %s %s have names of their own', (resource, operation) => {
		for (const list of fieldLists(shownFor(resource, operation))) {
			const names = list.map(({ name }) => name);
			expect(names).toEqual([...new Set(names)]);
		}
	});

	it.each(pairs)('of %s %s are exactly those that the operation declares', (resource, operation) => {
		const declared = findOperation(resource, operation)?.properties ?? [];
		expect(shownFor(resource, operation).map(({ name }) => name)).toEqual(declared.map(({ name }) => name));
	});

	it.each(pairs)('of %s %s are shown by fields beside them, and for values that those can have', (...place) => {
		const top = findOperation(...place)?.properties ?? [];
		for (const list of fieldLists(top)) {
			for (const { name, displayOptions: { show: shown = {}, hide = {} } = {} } of list) {
				const deciding = (by: string) =>
					(by.startsWith('/') ? top : list).find((field) => field.name === by.replace(/^\//, ''));
				const strange = Object.keys({ ...shown, ...hide }).filter((by) => deciding(by) === undefined);
				expect([name, strange]).toEqual([name, []]);
				const impossible = Object.entries(shown).filter(([by, wanted]) => {
					const field = deciding(by);
					const known: unknown[] =
						field?.type === 'boolean' ? [true, false] : field?.options ? values(field) : (wanted ?? []);
					return wanted?.some((value) => !known.includes(value));
				});
				expect([name, impossible]).toEqual([name, []]);
			}
		}
	});

	it('keep their own conditions when they are scoped', () => {
		const limits = properties.filter(({ name }) => name === 'limit');
		expect(limits.length).toBeGreaterThan(0);
		expect(limits.every((field) => show(field).returnAll?.[0] === false)).toBe(true);
	});

	it.each([
		['searchListMethod', Object.keys(node.methods.listSearch)],
		['resourceMapperMethod', Object.keys(node.methods.resourceMapping)],
		['loadOptionsMethod', Object.keys((node.methods as { loadOptions?: object }).loadOptions ?? {})],
	])('name every %s of the node, and no other', (key, methods) => {
		expect([...new Set(valuesOf(key, properties))].sort()).toEqual([...methods].sort());
	});

	it.each(pairs)('of %s %s end with the options, and are fewer than seven before the first run', (...place) => {
		const fields = findOperation(...place)?.properties ?? [];
		const at = fields.findIndex(({ name }) => name === 'options');
		expect(at === -1 || at === fields.length - 1).toBe(true);
		const usual = new Map(fields.map((field) => [field.name, field.default]));
		const visible = fields.filter(({ displayOptions: { show: shown = {}, hide = {} } = {} }) => {
			const holds = ([by, wanted]: [string, unknown[] | undefined]) => wanted?.includes(chosenIn(usual.get(by)));
			return Object.entries(shown).every(holds) && !Object.entries(hide).some(holds);
		});
		expect(visible.map(({ displayName }) => displayName).slice(6)).toEqual([]);
	});

	it('are shown for every operation only where they must be', () => {
		const unscoped = properties.filter((field) => Object.keys(show(field)).length === 0);
		expect(unscoped.map(({ name }) => name)).toEqual(NODE_WIDE);
	});

	it('name authentication by credential types of the node', () => {
		const selector = properties.find(({ name }) => name === 'authentication') as INodeProperties;
		const types = node.description.credentials?.map(({ name }) => name) ?? [];
		expect(values(selector).sort()).toEqual([...types].sort());
		for (const { name, displayOptions } of node.description.credentials ?? []) {
			expect(displayOptions?.show?.authentication).toEqual([name]);
		}
	});

	it('have an action text for every operation, in sentence case', () => {
		for (const [resource, operation] of pairs) {
			const { action = '', description = '' } = findOperation(resource, operation)?.option ?? {};
			expect(action).toMatch(/^[A-Z]([^A-Z]|\bAPI\b)*$/);
			expect(description).not.toMatch(/\.$/);
		}
	});

	it('start the mapper without values', () => {
		const mappers = properties.filter(({ type }) => type === 'resourceMapper');
		expect(mappers.length).toBeGreaterThan(0);
		expect(mappers.map((field) => field.default)).toEqual(
			mappers.map(() => ({ mappingMode: 'defineBelow', value: null })),
		);
	});
});

describe('findOperation', () => {
	it.each(pairs)('finds %s %s', (resource, operation) => {
		const found = findOperation(resource, operation) ?? {};
		expect(['run', 'stream', 'together'].filter((way) => way in found)).toHaveLength(1);
	});

	it.each([
		['__proto__', 'get'],
		['constructor', 'get'],
		['incident', '__proto__'],
		['incident', 'constructor'],
		['incident', 'toString'],
		['incident', 'getall'],
		['', ''],
		['Incident', 'get'],
	])('finds nothing for %s %s', (resource, operation) => {
		expect(findOperation(resource, operation)).toBeUndefined();
	});
});
