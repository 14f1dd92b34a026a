/** Lists beside the records of a table: they are filtered, sorted and paged like those. */
import type { ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';
import { condition } from '../../support/conditions.mts';
import { ServiceNowPlatform } from '../../../nodes/ServiceNowPlatform/ServiceNowPlatform.node.ts';
import { actAs } from '../../support/actAs.mts';
import { by, requestCount, type Stage, stage } from '../../support/instance.mts';

let s: Stage;
beforeAll(async () => {
	s = await stage();
	await actAs(s, 'admin');
});
afterAll(async () => await s.close());

const column = (value: string) => ({ __rl: true, mode: 'name', value });
const where = (field: string, operator: string, value: string) => ({
	filter: { conditions: [condition(column(field), operator, value)] },
});
const query = (sysparm_query: string) => ({ options: { sysparm_query } });
const descending = (field: string) => ({
	options: { sort: { fields: [{ field: column(field), direction: 'ORDERBYDESC' }] } },
});
const list = (resource: string, operation: string, own: () => Record<string, unknown>) => {
	return async (more: Record<string, unknown> = {}) =>
		await s.n8n.run({ resource, operation, returnAll: true, ...own(), ...more } as never);
};

interface Case {
	name: string;
	run(more?: Record<string, unknown>): ReturnType<Stage['n8n']['run']>;
	/** A field of what comes back, and what it is: by default, sorted the other way round, and filtered. */
	field: string;
	usual: string[];
	sort: Record<string, unknown>;
	filters: Array<[filter: Record<string, unknown>, found: string[]]>;
}

const CI = ['lnx-web-02', 'mail-01', 'ora-main-01'];
let change = '';
beforeAll(() => {
	const { store } = s.emulator;
	change = String(store.insert(store.system, 'change_request', { short_description: 'Lists' }).sys_id);
	for (const name of CI)
		store.put('task_ci', { task: change, ci_item: String(store.one('cmdb_ci', { name })?.sys_id ?? '') });
	for (const [order, state] of ['1', '2', '1'].entries()) {
		const row = { change_request: change, state, short_description: `Task ${order}`, order: String(order) };
		store.insert(store.system, 'change_task', row);
	}
});

const CASES: Case[] = [
	{
		name: 'Get Tasks of a change',
		run: list('changeRequest', 'getTasks', () => ({ record: by('id', change) })),
		field: 'short_description',
		usual: ['Task 0', 'Task 1', 'Task 2'],
		sort: descending('order'),
		filters: [
			[where('state', 'is', '1'), ['Task 0', 'Task 2']],
			[query('state=2^NQstate=9'), ['Task 1']],
		],
	},
	{
		name: 'Get Members of a group',
		run: list('group', 'getMembers', () => ({ record: by('name', 'Network') })),
		field: 'user_name',
		usual: ['bow.ruggeri', 'david.loo', 'itil'],
		sort: descending('user.name'),
		filters: [
			[where('user.user_name', 'startsWith', 'd'), ['david.loo']],
			[query('user.user_name=itil^NQuser.user_name=beth.anglin'), ['itil']],
		],
	},
	{
		name: 'Get Affected CIs of a change',
		run: list('changeRequest', 'getAffectedCis', () => ({
			record: by('id', change),
			options: { sort: { fields: [{ field: column('ci_item.name'), direction: 'ORDERBY' }] } },
		})),
		field: 'name',
		usual: CI,
		sort: descending('ci_item.name'),
		filters: [
			[where('ci_item.name', 'contains', 'mail'), ['mail-01']],
			[query('ci_item.name=mail-01^ORci_item.name=printer-hall'), ['mail-01']],
		],
	},
	{
		name: 'Get Many tables',
		run: list('table', 'getAll', () => ({ text: 'incident' })),
		field: 'name',
		usual: ['incident', 'incident_task', 'u_incident_import'],
		sort: descending('name'),
		filters: [
			[where('super_class.name', 'is', 'task'), ['incident', 'incident_task']],
			[query('nameSTARTSWITHu_^NQname=problem'), ['u_incident_import']],
		],
	},
];

describe.each(CASES)('$name', ({ run, field, usual, sort, filters }) => {
	const values = async (more: Record<string, unknown> = {}) => {
		const { json, error } = await run(more);
		if (error) throw error;
		return json.map((item) => item[field]);
	};

	it('has an order of its own, and any other that is wanted', async () => {
		expect(await values()).toEqual(usual);
		expect(await values(sort)).toEqual([...usual].reverse());
		expect(await values({ ...sort, returnAll: false, limit: 1 })).toEqual([usual.at(-1)]);
	});

	it('is filtered by conditions or a query, which cannot lead out of it', async () => {
		for (const [filter, found] of filters) expect(await values(filter)).toEqual(found);
	});

	it('comes in pages of the wanted size', async () => {
		s.emulator.resetStats();
		const ordered = { sort: { fields: [{ field: column('sys_id'), direction: 'ORDERBY' }] }, pageSize: 1 };
		expect((await values({ options: ordered })).sort()).toEqual([...usual].sort());
		expect(requestCount(s)).toBeGreaterThanOrEqual(usual.length);
	});

	it.each([
		['a column that is none', where('a^b', 'is', '1')],
		['a value that would change the query', where(field, 'is', '1^ORactive=true')],
		['an order that is none', descending('number^ORDERBYname')],
	])('sends nothing for %s', async (_, more) => {
		s.emulator.resetStats();
		const { error } = await run(more);
		expect(error?.message).toMatch(/^(Filter|Sort|Field|Value).*: /);
		expect(requestCount(s)).toBe(0);
	});
});

it('Get Many tables returns the fields that are wanted', async () => {
	const fields = { output: 'selected', selectedFields: ['name', 'super_class.label'] };
	const { json } = await list('table', 'getAll', () => ({ text: 'vendor ticket', ...fields }))();
	expect(json).toEqual([{ name: 'u_vendor_ticket', 'super_class.label': 'Task' }]);
});

describe('The field picker', () => {
	it.each([
		['group', 'getMembers', 'user', {}],
		['table', 'getAll', 'super_class', {}],
		['changeRequest', 'getAffectedCis', 'ci_item', {}],
		['changeRequest', 'getAffectedCis', 'cmdb_ci_service', { options: { association_type: 'impacted' } }],
	])('of %s %s shows the columns of what is listed: %s', async (resource, operation, expected, more) => {
		const authentication = 'serviceNowPlatformServiceOAuth2Api';
		const context = s.n8n.loadOptions({ authentication, resource, operation, ...more } as INodeParameters);
		const { results } = await new ServiceNowPlatform().methods.listSearch.searchFields.call(
			context as ILoadOptionsFunctions,
		);
		expect(results.map(({ value }) => value)).toContain(expected);
	});
});
