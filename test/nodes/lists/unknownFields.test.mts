import type { AnyOperation } from '../../../nodes/ServiceNowPlatform/actions/operation.ts';
import { resources } from '../../../nodes/ServiceNowPlatform/actions/resources.ts';
import { actAs } from '../../support/actAs.mts';
import type { Maker } from '../../support/examples/exampleParts.mts';
import { examples } from '../../support/examples/examples.mts';
import { by, mapped, requestCount, type Stage, stage } from '../../support/instance.mts';

/** ServiceNow drops what names a field that is not there, without a word. */
let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.reset());

const line = (field: string, value: string) => ({
	field: by('name', field),
	operator: '',
	value: by('text', value),
});
const record = (operation: string, conditions: unknown[], more: Record<string, unknown> = {}) =>
	({
		resource: 'record',
		operation,
		table: by('name', 'incident'),
		filter: { conditions },
		...more,
	}) as never;
const getMany = (conditions: unknown[], more: Record<string, unknown> = {}) =>
	record('getAll', conditions, { returnAll: true, ...more });
const unknown = line('no_such', 'x');
const hint = (field: string, effect = '') =>
	`No record shows the field ${field}: incident has no such field, or the user may not read it.${effect}`;
const NO_EFFECT = ' Conditions and sorting on it had no effect.';

describe('Update Many with a field that is not there', () => {
	const update = { fields: mapped({ description: 'changed' }), dryRun: false, maxRecords: 1000 };

	it.each([
		['no_such', unknown, {}],
		['a first part', line('no_such.name', 'x'), {}],
		['a field to compare with', { ...line('state', ''), operator: 'sameAs', otherField: by('name', 'no_such') }, {}],
		['more records than allowed', unknown, { maxRecords: 1 }],
		['a dry run', unknown, { dryRun: true }],
	])('writes nothing: %s', async (_, condition, more) => {
		const before = s.emulator.store.find('incident', {});
		const { error } = await s.n8n.run(record('updateMany', [line('state', '1'), condition], { ...update, ...more }));
		expect(error?.message).toBe('Filter: incident has no field no_such, or the user may not read it');
		expect(error?.description).toContain('Nothing was written');
		expect(s.emulator.store.find('incident', {})).toEqual(before);
	});

	it('goes on where all of them are there, without a further request', async () => {
		const cost = async (filter: Record<string, unknown>) => {
			s.emulator.reset();
			s.emulator.resetStats();
			const { json, error } = await s.n8n.run(record('updateMany', [], { ...update, ...filter }));
			expect(error).toBeUndefined();
			return { records: json.length, requests: requestCount(s) };
		};
		const built = await cost({ filter: { conditions: [line('state', '1'), line('caller_id.active', 'true')] } });
		const query = await cost({ options: { sysparm_query: 'state=1^caller_id.active=true' } });
		expect(built).toEqual(query);
	});
});

describe('Get Many with a field that is not there', () => {
	it.each([
		['a filter', [unknown], {}, hint('no_such', NO_EFFECT)],
		[
			'a filter beside selected fields',
			[unknown],
			{ output: 'selected', selectedFields: ['number'] },
			hint('no_such', NO_EFFECT),
		],
		['a filter of simplified records', [unknown], { output: 'simplified' }, hint('no_such', NO_EFFECT)],
		[
			'the sorting',
			[],
			{ options: { sort: { fields: [{ field: by('name', 'no_such'), direction: 'ORDERBY' }] } } },
			hint('no_such', NO_EFFECT),
		],
		[
			'the selection',
			[],
			{ output: 'selected', selectedFields: ['number', 'no_such', 'missing.name'] },
			hint('no_such'),
		],
	])('tells of it in %s', async (_, conditions, more, message) => {
		const { hints, error } = await s.n8n.run(getMany(conditions, more));
		expect(error).toBeUndefined();
		expect(hints).toContain(message);
	});

	it('tells nothing of fields that are there, and puts out no more than was chosen', async () => {
		const { json, hints } = await s.n8n.run(
			getMany([line('state', '1'), line('caller_id.active', 'true')], {
				options: { sort: { fields: [{ field: by('name', 'opened_at'), direction: 'ORDERBY' }] } },
				output: 'selected',
				selectedFields: ['number', 'caller_id.email'],
			}),
		);
		expect(hints).toEqual([]);
		expect(json.length).toBeGreaterThan(0);
		expect(json.map((item) => Object.keys(item).sort())).toEqual(json.map(() => ['caller_id.email', 'number']));
	});
});

describe('Every list with a field that is not there', () => {
	const lists = Object.entries(resources).flatMap(([resource, { operations }]) =>
		Object.entries(operations as Record<string, AnyOperation>)
			.filter(([, { properties }]) =>
				properties.some(({ options = [] }) => options.some(({ name }) => name === 'sort')),
			)
			.map(([operation]) => [resource, operation] as const),
	);
	const run = async (resource: string, operation: string, more: Record<string, unknown>) => {
		const maker = (examples as Record<string, Record<string, Maker>>)[resource]?.[operation] as Maker;
		const { parameters } = await maker(s);
		return await s.n8n.run({ resource, operation, ...parameters, ...more } as never);
	};
	const told = expect.stringMatching(
		/^No record shows the field no_such: .* Conditions and sorting on it had no effect/,
	);

	beforeAll(async () => await actAs(s, 'admin'));
	afterAll(async () => await actAs(s, 'integration.user'));

	it('is one of these', () => {
		expect(lists.length).toBeGreaterThan(13);
		expect(lists).toEqual(
			expect.arrayContaining([
				['group', 'getMembers'],
				['table', 'getAll'],
			]),
		);
	});

	it.each(lists)('tells of it in the filter and in the sorting: %s %s', async (resource, operation) => {
		const filtered = await run(resource, operation, { filter: { conditions: [unknown] } });
		expect(filtered.json.length).toBeGreaterThan(0);
		expect(filtered.hints).toEqual([told]);
		const sort = { fields: [{ field: by('name', 'no_such'), direction: 'ORDERBY' }] };
		const sorted = await run(resource, operation, { options: { sort } });
		expect(sorted.hints).toEqual([told]);
		const plain = await run(resource, operation, {});
		expect(plain.hints).toEqual([]);
		expect(filtered.json.map((one) => Object.keys(one))).toEqual(plain.json.map((one) => Object.keys(one)));
	});
});

describe('Figures with a field that is not there', () => {
	const measures = { measures: { rows: [{ kind: 'count' }] } };

	it.each([
		['count', [unknown], {}, 'Filter: incident has no field no_such'],
		['summarize', [unknown], measures, 'Filter: incident has no field no_such'],
		[
			'summarize',
			[],
			{ ...measures, groupBy: { rows: [{ field: by('name', 'no_such') }] } },
			'Group By: incident has no field no_such',
		],
	])('are refused: %s', async (operation, conditions, more, message) => {
		const { error } = await s.n8n.run(record(operation, conditions, more));
		expect(error?.message).toBe(message);
	});

	it('are worked out where the fields are there, and look into the dictionary once', async () => {
		await s.n8n.run(record('count', []));
		s.emulator.resetStats();
		const items = [{ state: '1' }, { state: '2' }, { state: '3' }];
		const { json, error } = await s.n8n.run(record('count', [line('state', '={{ $json.state }}')]), { items });
		expect(error).toBeUndefined();
		const counts = items.map((where) => s.emulator.store.find('incident', where).length);
		expect(json.map(({ count }) => count)).toEqual(counts);
		expect(s.emulator.stats().requests['table.list']).toBe(2);
	});

	it('are worked out where the dictionary is closed', async () => {
		await actAs(s, 'employee');
		const { error } = await s.n8n.run(record('count', [line('state', '1')]));
		await actAs(s, 'integration.user');
		expect(error).toBeUndefined();
	});
});

describe('A dotted path that leads to no field', () => {
	const cases: Array<[string, string]> = [
		['caller_id.no_such', 'sys_user has no field no_such'],
		['caller_id.department.no_such', 'cmn_department has no field no_such'],
		['cmdb_ci.no_such.name', 'cmdb_ci has no field no_such'],
		['caller_id.no_such.ref_incident.number', 'sys_user has no field no_such'],
	];
	const ways = (path: string) => [
		{ filter: { conditions: [line(path, '1')] } },
		{ filter: {}, options: { sysparm_query: `state=1^${path}=1` } },
	];

	it.each(cases)('writes nothing: %s', async (path, place) => {
		const before = s.emulator.store.find('incident', {});
		for (const way of ways(path)) {
			const update = { fields: mapped({ description: 'changed' }), dryRun: false, maxRecords: 1000, ...way };
			const { error } = await s.n8n.run(record('updateMany', [], update));
			expect(error?.message).toBe(`Filter: ${path} leads to no field: ${place}`);
			expect(error?.description).toContain('Nothing was written');
		}
		expect(s.emulator.store.find('incident', {})).toEqual(before);
	});

	it.each(cases)('makes no figures: %s', async (path, place) => {
		for (const way of ways(path)) {
			expect((await s.n8n.run(record('count', [], way))).error?.message).toBe(
				`Filter: ${path} leads to no field: ${place}`,
			);
		}
		const groupBy = { rows: [{ field: by('name', path) }] };
		const { error } = await s.n8n.run(record('summarize', [], { measures: { rows: [{ kind: 'count' }] }, groupBy }));
		expect(error?.message).toBe(`Group By: ${path} leads to no field: ${place}`);
	});

	it.each(cases)('is told of in lists: %s', async (path, place) => {
		const told = `${path} leads to no field: ${place}.`;
		for (const way of ways(path)) {
			const { hints, error } = await s.n8n.run(getMany([], { returnAll: false, limit: 3, ...way }));
			expect([error, hints]).toEqual([undefined, [`${told}${NO_EFFECT}`]]);
		}
		const output = { output: 'selected', selectedFields: ['number', path] };
		expect((await s.n8n.run(getMany([], { returnAll: false, limit: 3, ...output }))).hints).toEqual([told]);
		const one = { record: by('id', String(s.emulator.store.find('incident', {})[0]?.sys_id)), ...output };
		expect((await s.n8n.run(record('get', [], one))).hints).toEqual([told]);
		const right = await s.n8n.run(record('get', [], { ...one, selectedFields: ['number', 'caller_id.email'] }));
		expect([Object.keys(right.json[0] ?? {}), right.hints]).toEqual([['number', 'caller_id.email'], []]);
	});

	it('is none where it does lead to one, which every instance’s own columns need no look for', async () => {
		await s.n8n.run(getMany([], { returnAll: false, limit: 3 }));
		const cost = async (path: string) => {
			const requests: number[] = [];
			for (const way of [{}, { options: { sysparm_query: `${path}ISNOTEMPTY` } }]) {
				s.emulator.resetStats();
				const { hints, error } = await s.n8n.run(getMany([], { returnAll: false, limit: 3, ...way }));
				expect([path, error, hints]).toEqual([path, undefined, []]);
				requests.push(requestCount(s));
			}
			return (requests[1] ?? 0) - (requests[0] ?? 0);
		};
		for (const path of ['caller_id.email', 'caller_id.manager.name', 'assignment_group.manager', 'caller_id.sys_id']) {
			expect([path, await cost(path)]).toEqual([path, 0]);
		}
		expect(await cost('caller_id.mobile_phone')).toBe(1);
		expect(await cost('cmdb_ci.manufacturer.name')).toBeLessThanOrEqual(1);
	});

	it('is not known to be one where the dictionary is closed, and behind variables and classes', async () => {
		for (const path of ['parent.ref_incident.caller_id', 'variables.no_such', 'sys_tags.no_such']) {
			const { hints } = await s.n8n.run(getMany([], { options: { sysparm_query: `${path}ISNOTEMPTY` } }));
			expect([path, hints]).toEqual([path, []]);
		}
		await actAs(s, 'employee');
		const { error } = await s.n8n.run(record('count', [], { options: { sysparm_query: 'caller_id.no_such=1' } }));
		await actAs(s, 'integration.user');
		expect(error).toBeUndefined();
	});
});

describe('A query', () => {
	it.each(['getAll', 'count', 'updateMany'])('of %s that an expression did not find is refused', async (operation) => {
		s.emulator.resetStats();
		const { error } = await s.n8n.run(
			record(operation, [], {
				options: { sysparm_query: '={{ $json.missing }}' },
				fields: mapped({ description: 'changed' }),
				returnAll: true,
				maxRecords: 1000,
			}),
		);
		expect(error?.message).toBe('Encoded Query: It is empty');
		expect(error?.description).toContain('remove the option');
		expect(requestCount(s)).toBe(0);
	});

	it.each(['sys_idISNOTEMPTY', 'activeINSTANCEOFx', 'caller_id.nameLIKE'])(
		'cannot be changed by the end of a field’s name: %s',
		async (field) => {
			s.emulator.resetStats();
			const { error } = await s.n8n.run(getMany([line(field, 'true')]));
			expect(error?.message).toBe(`Filter, condition 1 of “All of These”, ${field}: "${field}" is not a column name`);
			expect(requestCount(s)).toBe(0);
		},
	);
});
