import { familyOf } from '../../../nodes/ServiceNowPlatform/domain/schema/columnTypes.ts';
import {
	type StockName,
	stockChain,
	stockTable,
	told,
} from '../../../nodes/ServiceNowPlatform/domain/schema/stockTables.ts';
import { knownColumns } from '../../../nodes/ServiceNowPlatform/domain/values/simple/simplified.ts';
import { type Stage, stage } from '../../support/instance.mts';

/** What is known without asking must be what an instance would answer. */
let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());

/** Each name, or it does not compile. */
const NAMES: Record<StockName, true> = {
	...{ change_request: true, change_task: true, cmdb_ci: true, cmdb_ci_service: true, cmn_cost_center: true },
	...{
		cmn_department: true,
		cmn_location: true,
		conflict: true,
		core_company: true,
		incident: true,
		incident_task: true,
	},
	...{ problem: true, problem_task: true, sc_cat_item: true, sc_req_item: true, sc_request: true, sc_task: true },
	...{ service_offering: true, sys_attachment: true, sys_user: true, sys_user_group: true, sys_user_role: true },
	task: true,
};
const names = Object.keys(NAMES) as StockName[];
const inEmulator = (name: string) => s.stored('sys_db_object', { name }) !== undefined;

/** The table and its parents, as the emulator has them. */
function chainOf(name: string): string[] {
	const { super_class = '' } = s.stored('sys_db_object', { name }) ?? {};
	const parent = super_class === '' ? undefined : s.stored('sys_db_object', { sys_id: super_class })?.name;
	return parent === undefined ? [name] : [name, ...chainOf(parent)];
}
const columnsOf = (name: string) =>
	new Map(
		chainOf(name)
			.reverse()
			.flatMap((table) => s.emulator.store.find('sys_dictionary', { name: table }))
			.map((row) => [row.element ?? '', row]),
	);

describe.each(names)('What is known of %s', (name) => {
	it('are its parent classes', () => {
		const chain = stockChain(name);
		if (chain !== undefined && inEmulator(name)) expect(chain).toEqual(chainOf(name));
	});

	it('are columns that it has, with the form of their values', () => {
		const columns = columnsOf(name);
		if (columns.size === 0) return;
		const [keys = []] = told(name, 'keys');
		expect(keys.filter((key) => !columns.has(key))).toEqual([]);
		for (const [column, form] of knownColumns(name) ?? []) {
			const { internal_type = 'none', choice } = columns.get(column) ?? {};
			const family = familyOf(internal_type, choice);
			const expected = ['boolean', 'number', 'date'].includes(family) ? family : 'text';
			expect([column, internal_type, form]).toEqual([column, expect.not.stringMatching('none'), expected]);
		}
	});

	it('are dates where it has such columns', () => {
		const columns = columnsOf(name);
		const there = told(name, 'dates')
			.flat()
			.filter((column) => columns.has(column));
		const types = there.map((column) => columns.get(column)?.internal_type);
		expect(types.filter((type) => type !== 'glide_date_time' && type !== 'due_date')).toEqual([]);
	});
});

describe('A stock table', () => {
	it('has what its parent class has', () => {
		expect(told('incident_task', 'keys')).toEqual([['number']]);
		expect(told('problem', 'dates')).toEqual(told('task', 'dates'));
		expect(told('sys_user', 'dates')).toEqual([]);
	});

	it.each(['u_incident', 'constructor', '__proto__', ''])('is not one of another name: "%s"', (name) => {
		expect([stockTable(name), stockChain(name), told(name, 'keys')]).toEqual([undefined, undefined, []]);
	});
});
