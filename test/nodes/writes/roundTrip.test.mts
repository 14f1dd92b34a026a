import { resources } from '../../../nodes/ServiceNowPlatform/actions/resources.ts';
import { actAs } from '../../support/actAs.mts';
import { by, type Stage, stage } from '../../support/instance.mts';

/** What was read of a record can be written back, in whatever form it was read: Get, Update, Get leaves the record as it was. */
let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(async () => {
	s.emulator.reset();
	await actAs(s, 'admin');
});

/** What each write changes. */
const STAMPS = ['sys_updated_on', 'sys_updated_by', 'sys_mod_count'];
const MOST_ROWS = 6;

/** The tables whose records each resource writes; of those without any, why. */
const TABLES: Record<keyof typeof resources, string[] | string> = {
	apiRequest: 'its body is the user’s own',
	attachment: 'files are not updated',
	catalog: 'orders are not updated',
	catalogTask: ['sc_task'],
	changeRequest: ['change_request'],
	changeTask: ['change_task'],
	comment: 'entries are not updated',
	configurationItem: ['cmdb_ci_server', 'cmdb_ci_service'],
	email: 'mails are not updated',
	group: ['sys_user_group'],
	importSet: 'rows are not updated',
	incident: ['incident'],
	knowledge: ['kb_knowledge'],
	problem: ['problem'],
	record: [
		...['u_equipment', 'u_vendor_ticket', 'core_company', 'cmn_location', 'alm_hardware', 'sc_request', 'sc_cat_item'],
		...['problem_task', 'sysapproval_approver', 'task_sla', 'sys_script'],
	],
	requestedItem: ['sc_req_item'],
	table: 'tables are not updated',
	user: ['sys_user'],
};
const tables = Object.values(TABLES).flatMap((list) => (typeof list === 'string' ? [] : list));

/** Types without a value that could be written: of the platform itself, or secret. */
const UNWRITTEN = ['password', 'related_tags', 'user_image', 'user_input', 'variables', 'journal', 'journal_list'];

const raw = (form: string) => ({ output: 'raw', options: { sysparm_display_value: form } });
const FORMS = { simplified: { output: 'simplified' }, 'stored values': raw('false'), 'both forms': raw('all') };

const rowsOf = (table: string) => s.emulator.store.find(table, {}).slice(0, MOST_ROWS);

it('The tables have every type of column that the emulator has', () => {
	const columns = s.emulator.store.find('sys_dictionary', {}).filter(({ element }) => element !== '');
	const seen = new Set<string>();
	for (const table of tables) {
		const rows = rowsOf(table);
		expect([table, rows.length > 0]).toEqual([table, true]);
		for (const row of rows) {
			for (const element of Object.keys(row)) {
				// A column of the same name has the same type in each of these tables, or the table’s own counts.
				const own = columns.filter((column) => column.element === element);
				const type = (own.find(({ name }) => name === table) ?? own[0])?.internal_type;
				if (type !== undefined) seen.add(String(type));
			}
		}
	}
	const all = new Set(columns.map(({ internal_type }) => String(internal_type)));
	expect([...all].filter((type) => !seen.has(type) && !UNWRITTEN.includes(type))).toEqual([]);
});

describe.each(Object.entries(FORMS))('A record that was read as %s and is written back', (_, form) => {
	it.each(tables)('stays as it was: %s', async (table) => {
		const before = rowsOf(table);
		const common = { resource: 'record', table: by('name', table), record: by('id', '={{ $json.sys_id }}') };
		const items = before.map(({ sys_id }) => ({ sys_id: String(sys_id) }));
		const got = await s.n8n.run({ ...common, operation: 'get', ...form } as never, { items });
		expect([got.error?.message, got.json.length]).toEqual([undefined, before.length]);
		const back = got.json.map((json, index) => ({ ...json, sys_id: items[index]?.sys_id ?? '' }));
		const fields = { mappingMode: 'autoMapInputData', value: null };
		const put = await s.n8n.run({ ...common, operation: 'update', fields } as never, { items: back });
		expect([put.error?.message, put.hints]).toEqual([undefined, []]);
		for (const row of before) {
			const after = s.stored(table, { sys_id: String(row.sys_id) });
			const changed = Object.keys(after ?? {}).filter((column) => row[column] !== after?.[column]);
			expect(changed.filter((column) => !STAMPS.includes(column))).toEqual([]);
		}
	});
});
