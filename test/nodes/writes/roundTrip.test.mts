import type { IDataObject } from 'n8n-workflow';
import { resources } from '../../../nodes/ServiceNowPlatform/actions/resources.ts';
import { actAs } from '../../support/actAs.mts';
import { SOURCE } from '../../support/examples/exampleParts.mts';
import { by, mapped, type Stage, stage } from '../../support/instance.mts';

/** What was read of a record can be written back, in whatever form it was read: Get, Update, Get leaves the record as it was. */
let s: Stage;
beforeAll(async () => {
	s = await stage();
	await actAs(s, 'admin');
});
afterAll(async () => await s.close());

/** What each write changes. */
const STAMPS = ['sys_updated_on', 'sys_updated_by', 'sys_mod_count'];
/** The CMDB's own API has the source of each change and its time. */
const OF_SOURCE = ['discovery_source', 'last_discovered'];
const MOST_ROWS = 4;

/** The tables whose records each resource writes; of those without an update, why. */
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
	knowledge: 'articles are not updated',
	problem: ['problem'],
	record: [
		...['u_equipment', 'u_vendor_ticket', 'core_company', 'cmn_location', 'alm_hardware', 'sc_request', 'sc_cat_item'],
		...['problem_task', 'sysapproval_approver', 'task_sla', 'kb_knowledge', 'sys_script', 'cmdb_ci_server'],
	],
	requestedItem: ['sc_req_item'],
	table: 'tables are not updated',
	user: ['sys_user'],
};
const cases = Object.entries(TABLES).flatMap(([resource, tables]) =>
	typeof tables === 'string' ? [] : tables.map((table) => [resource, table] as const),
);

it('Every resource that gets and updates is among them', () => {
	const both = Object.entries(resources).filter(([, { operations }]) => 'get' in operations && 'update' in operations);
	expect(both.map(([resource]) => resource).sort()).toEqual([...new Set(cases.map(([resource]) => resource))].sort());
});

interface Form {
	get: Record<string, unknown>;
	asTool?: boolean;
}

const raw = (form: string) => ({ output: 'raw', options: { sysparm_display_value: form } });
const FORMS: Record<string, Form> = {
	simplified: { get: { output: 'simplified' } },
	'an agent sees it': { get: { output: 'simplified' }, asTool: true },
	'stored values': { get: raw('false') },
	'both forms': { get: raw('all') },
};
/** Ciphertext is a new secret to ServiceNow. */
const SECRETS = ['u_pin', 'user_password'];

function ownRows(table: string): Array<Record<string, string>> {
	if (table === 'sys_script' && s.emulator.store.find(table, {}).length === 0) {
		const flags = [
			'active',
			'advanced',
			'action_update',
			'action_delete',
			'action_query',
			'abort_action',
			'add_message',
		];
		const rule = { name: 'A rule', collection: 'incident', when: 'before', order: '100', script: 'gs.log("a, b");' };
		const off = Object.fromEntries(flags.map((flag) => [flag, 'false']));
		s.emulator.store.put(table, { ...off, ...rule, action_insert: 'true', filter_condition: 'active=true^EQ' });
	}
	return s.emulator.store.find(table, {}).slice(0, MOST_ROWS);
}

const chosen = (resource: string, table: string) => ({
	resource,
	record: by('id', '={{ $json.sys_id }}'),
	...(resource === 'record' ? { table: by('name', table) } : {}),
	...(resource === 'configurationItem' ? { table: by('name', table), dataSource: SOURCE } : {}),
});

const withoutSecrets = (json: IDataObject, { get }: Form): IDataObject =>
	get === FORMS['stored values']?.get
		? Object.fromEntries(Object.entries(json).filter(([name]) => !SECRETS.includes(name)))
		: json;

/** Agents give each field, workflows map the item. */
async function writeBack(place: Record<string, unknown>, { asTool = false }: Form, items: IDataObject[]) {
	const names = Object.keys(items[0] ?? {});
	const fields = asTool
		? mapped(Object.fromEntries(names.map((name) => [name, `={{ $json.${name} }}`])))
		: { mappingMode: 'autoMapInputData', value: null };
	return await s.n8n.run({ ...place, operation: 'update', fields } as never, { items, asTool });
}

describe.each(Object.entries(FORMS))('A record that was read as %s and is written back', (_, form) => {
	it.each(cases)('stays as it was: %s, %s', async (resource, table) => {
		const rows = ownRows(table);
		expect(rows.length).toBeGreaterThan(0);
		const entries = s.emulator.store.find('sys_journal_field', {}).length;
		const place = chosen(resource, table);
		const options = { includeRelations: false, ...(form.get.options as IDataObject | undefined) };
		const get = { ...place, operation: 'get', ...form.get, options };
		const ids = rows.map(({ sys_id = '' }) => ({ sys_id }));
		const got = await s.n8n.run(get as never, { items: ids, asTool: form.asTool === true });
		expect([got.error?.message, got.json.length]).toEqual([undefined, rows.length]);
		const items = got.json.map((json) => withoutSecrets(json, form));
		const put = await writeBack(place, form, items);
		expect([items, put.error?.message, put.hints]).toEqual([items, undefined, []]);
		const own = resource === 'configurationItem' ? [...STAMPS, ...OF_SOURCE] : STAMPS;
		for (const before of rows) {
			const after = s.stored(table, { sys_id: before.sys_id ?? '' });
			const changed = Object.keys(after ?? {}).filter((column) => before[column] !== after?.[column]);
			expect(changed.filter((column) => !own.includes(column))).toEqual([]);
		}
		expect(s.emulator.store.find('sys_journal_field', {})).toHaveLength(entries);
	});
});
