/** What comes back unless somebody asks for more, and what it costs. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { findOperation, resources } from '../../../nodes/ServiceNowPlatform/actions/resources.ts';
import { by, mapped, type Stage, stage } from '../../support/instance.mts';

let s: Stage;
beforeAll(async () => {
	s = await stage();
	s.n8n.usual = {};
});
afterAll(async () => await s.close());

/** The items of a call, and how many requests it took, tokens aside. */
async function call(parameters: object) {
	s.emulator.resetStats();
	const { json, error, hints } = await s.n8n.run({ resource: 'incident', ...parameters } as never);
	const { total, requests } = s.emulator.stats();
	return { json, error, hints, requests: total - (requests['oauth.token'] ?? 0) };
}
const fields = mapped({ short_description: 'Printer on fire', state: '2', caller_id: '' });

describe('The output of a known table', () => {
	it('is simplified, which costs no request more', async () => {
		const create = { operation: 'create', fields };
		const [small, whole] = [await call(create), await call({ ...create, output: 'raw' })];
		expect([small.requests, whole.requests]).toEqual([1, 1]);
		expect(small.json[0]).toMatchObject({ state: 'In Progress', active: true, assigned_to: null });
		expect(whole.json[0]).toMatchObject({ state: '2', active: 'true', assigned_to: '' });
		const record = by('number', String(small.json[0]?.number));
		const get = await call({ operation: 'get', record });
		expect([get.requests, get.json]).toEqual([1, small.json]);
		const update = await call({ operation: 'update', record, fields: mapped({ state: '3' }) });
		expect([update.requests, update.json[0]?.state]).toEqual([2, 'On Hold']);
	});

	it('are the fields of a view, where one is named', async () => {
		const { sys_id } = (await call({ operation: 'create', fields })).json[0] ?? {};
		const read = { operation: 'get', record: by('id', String(sys_id)), output: 'view' };
		const { error } = await call(read);
		expect(error?.message).toBe('View: It is empty');
		const { json } = await call({ ...read, sysparm_view: 'mobile' });
		expect(Object.keys(json[0] ?? {}).length).toBeGreaterThan(0);
	});

	it('tells of a chosen field that the record does not show', async () => {
		const { sys_id } = (await call({ operation: 'create', fields })).json[0] ?? {};
		const { json, hints } = await call({
			operation: 'get',
			record: by('id', String(sys_id)),
			output: 'selected',
			selectedFields: ['number', 'no_such'],
		});
		expect(json).toEqual([{ number: expect.any(String) }]);
		expect(hints).toEqual([expect.stringContaining('No record shows the field no_such')]);
	});
});

describe('A record that is named by a column that its table does not have', () => {
	it.each(['simplified', 'raw', 'selected'])('is none (%s): any record would be found', async (output) => {
		const { error, json } = await call({
			...{ resource: 'record', operation: 'get', table: by('name', 'cmn_location') },
			...{ record: by('number', 'INC0000001'), output, selectedFields: ['name'] },
		});
		expect(json).toEqual([]);
		expect(error?.message).toContain('cmn_location has no column number');
	});
});

describe('What comes back is called', () => {
	const all = Object.entries(resources).flatMap(([resource, { operations }]) =>
		Object.keys(operations).map((operation) => [resource, operation] as const),
	);
	const fieldsOf = (resource: string, operation: string): INodeProperties[] =>
		findOperation(resource, operation)?.properties ?? [];

	it('Output everywhere, and is simplified unless something else is chosen', () => {
		const outputs = all.flatMap((place) => fieldsOf(...place).filter(({ displayName }) => displayName === 'Output'));
		expect(outputs.length).toBeGreaterThan(80);
		for (const { name, default: usual, options } of outputs) {
			expect([name, usual]).toEqual(['output', 'simplified']);
			const words = (options as INodePropertyOptions[]).map((option) => option.value);
			expect(['raw', 'selected', 'simplified', 'view']).toEqual(expect.arrayContaining(words));
		}
	});

	it('by no other name', () => {
		const names = all.flatMap(([resource, operation]) =>
			fieldsOf(resource, operation).flatMap(({ displayName, options, type }) => [
				displayName,
				...(type === 'collection' ? (options as INodeProperties[]).map((option) => option.displayName) : []),
			]),
		);
		const others = ['Simplify', 'Return', 'Content', 'Display Values', 'References', 'Attributes', 'View Name'];
		expect(names.filter((name) => others.includes(name))).toEqual([]);
	});
});

describe('The output of a configuration item', () => {
	it('is simplified with as many requests as the whole item takes', async () => {
		const { sys_id } = s.stored('cmdb_ci_linux_server', { name: 'lnx-app-01' }) ?? {};
		const get = async (more: object) =>
			await call({ resource: 'configurationItem', operation: 'get', record: by('id', String(sys_id)), ...more });
		await get({});
		const [small, alone] = [await get({}), await get({ options: { includeRelations: false } })];
		const whole = await get({ output: 'raw' });
		expect(small.json[0]).toMatchObject({ name: 'lnx-app-01', operational_status: 'Operational', assigned_to: null });
		expect(small.json[0]?.outbound_relations).toEqual(whole.json[0]?.outbound_relations);
		expect([small.requests, alone.requests]).toEqual([whole.requests, 1]);
		expect(alone.json[0]).not.toHaveProperty('outbound_relations');
	});
});
