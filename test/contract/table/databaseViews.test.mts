/**
 * Database views: platform-administration/table-administration-and-data-management/c_DatabaseViews.md, and rest-api-explorer
 * c_RESTAPI.md, which has them read-only.
 */
import { describeEmulator } from '../instance.mts';
import { connect } from './tableClient.mts';
import type { Answer, Client, Json } from './tableClient.mts';

const SLA = '/api/now/table/incident_sla';
let client: Client;

beforeAll(async () => {
	client = await connect();
});
afterAll(() => client.close());

const list = (path: string, query: Record<string, string> = {}, as = 'admin'): Promise<Answer> =>
	client.call('GET', path, { query, as });

async function created(table: string, body: Json): Promise<string> {
	const { status, record } = await client.call('POST', `/api/now/table/${table}`, { body });
	expect(status).toBe(201);
	return String(record.sys_id);
}

interface Part {
	table: string;
	variable_prefix: string;
	where_clause?: string;
	left_join?: string;
}

async function view(name: string, parts: readonly Part[]): Promise<string[]> {
	const id = await created('sys_db_view', { name, label: `View ${name}` });
	const ids: string[] = [];
	for (const [index, part] of parts.entries()) {
		ids.push(await created('sys_db_view_table', { view: id, order: String((index + 1) * 100), ...part }));
	}
	return ids;
}

describeEmulator('a view that comes with the platform', () => {
	it('has the columns of its tables with their prefixes, and no sys_id', async () => {
		const { status, records, headers } = await list(SLA, { sysparm_limit: '1' });
		expect(status).toBe(200);
		expect(Object.keys(records[0] ?? {})).toEqual(
			expect.arrayContaining(['inc_number', 'inc_sys_id', 'taskslatable_sys_id', 'taskslatable_has_breached']),
		);
		expect(Object.keys(records[0] ?? {}).filter((key) => !/^(inc|taskslatable)_/.test(key))).toEqual([]);
		expect(Number(headers['x-total-count'])).toBe(30);
	});

	it('joins by its where clause', async () => {
		const { records } = await list(SLA, {
			sysparm_query: 'inc_number=INC0000002^ORDERBYtaskslatable_sla',
			sysparm_fields: 'inc_number,taskslatable_task,taskslatable_sla,taskslatable_stage',
			sysparm_display_value: 'true',
			sysparm_exclude_reference_link: 'true',
		});
		expect(records).toEqual([
			{
				inc_number: 'INC0000002',
				taskslatable_task: 'INC0000002',
				taskslatable_sla: 'Priority 1 resolution',
				taskslatable_stage: expect.any(String),
			},
			expect.objectContaining({ taskslatable_sla: 'Priority 1 response' }),
		]);
	});

	it('joins more than two tables', async () => {
		const query = { sysparm_query: 'inc_active=true^ORDERBYinc_number', sysparm_fields: 'inc_number,md_name,mi_value' };
		const { records } = await list('/api/now/table/incident_metric', query);
		expect(records.length).toBeGreaterThan(3);
		expect(records[0]).toEqual({ inc_number: expect.any(String), md_name: 'Incident Open', mi_value: 'true' });
	});

	it('shows values, labels and links as tables do', async () => {
		const { records } = await list(SLA, {
			sysparm_query: 'inc_number=INC0000001',
			sysparm_fields: 'inc_caller_id,inc_priority,inc_caller_id.user_name,taskslatable_duration',
			sysparm_display_value: 'all',
		});
		expect(records[0]).toMatchObject({
			inc_caller_id: { link: expect.stringContaining('/api/now/table/sys_user/'), display_value: expect.any(String) },
			inc_priority: { display_value: expect.stringMatching(/^\d - /) },
			'inc_caller_id.user_name': { value: 'employee' },
			taskslatable_duration: { display_value: '23 Minutes' },
		});
	});

	it('drops conditions on columns that it does not have', async () => {
		const all = (await list(SLA)).records.length;
		for (const query of ['sys_id>undefined', 'number=INC0000001', 'sys_id=1^ORDERBYsys_id', 'sys_tags.x=y']) {
			expect((await list(SLA, { sysparm_query: query })).records).toHaveLength(all);
		}
		client.emulator?.store.setProperty('glide.invalid_query.returns_no_rows', 'true');
		const none = await list(SLA, { sysparm_query: 'sys_id>undefined' });
		client.emulator?.store.setProperty('glide.invalid_query.returns_no_rows', 'false');
		expect(none.records).toEqual([]);
	});

	it('pages by limit and offset', async () => {
		const query = { sysparm_fields: 'taskslatable_sys_id', sysparm_limit: '12' };
		const pages = [];
		for (const sysparm_offset of ['0', '12', '24']) pages.push(await list(SLA, { ...query, sysparm_offset }));
		expect(pages.map(({ records }) => records.length)).toEqual([12, 12, 6]);
		const ids = pages.flatMap(({ records }) => records.map(({ taskslatable_sys_id }) => taskslatable_sys_id));
		expect(new Set(ids).size).toBe(30);
		expect(pages[1]?.headers.link).toContain('sysparm_limit=12&sysparm_offset=24>;rel="next"');
	});

	it('is counted by the Aggregate API', async () => {
		const query = { sysparm_count: 'true', sysparm_group_by: 'taskslatable_stage' };
		const { records } = await list('/api/now/stats/incident_sla', query);
		const counts = records.map(({ stats }) => Number((stats as { count: string }).count));
		expect(counts.reduce((sum, count) => sum + count, 0)).toBe(30);
	});

	it('has no metadata of its own', async () => {
		const tables = await list('/api/now/table/sys_db_object', { sysparm_query: 'name=incident_sla' });
		const columns = await list('/api/now/table/sys_dictionary', { sysparm_query: 'name=incident_sla' });
		expect([tables.records, columns.records]).toEqual([[], []]);
	});

	// The page says read-only; neither status nor words are recorded.
	it('cannot be written, and has no records to ask for', async () => {
		const { records } = await list(SLA, { sysparm_limit: '1' });
		const key = String(records[0]?.inc_sys_id);
		expect((await client.call('POST', SLA, { body: { inc_short_description: 'x' } })).status).toBe(403);
		for (const method of ['GET', 'PATCH', 'PUT', 'DELETE'] as const) {
			const call = method === 'GET' || method === 'DELETE' ? {} : { body: { inc_short_description: 'x' } };
			expect((await client.call(method, `${SLA}/${key}`, call)).status).toBe(404);
		}
	});

	it('shows rows and columns to those who may see those of its tables', async () => {
		const own = await list(SLA, { sysparm_fields: 'inc_caller_id' }, 'employee');
		expect(own.records).toEqual([]);
		// Counted before the rules, as everywhere.
		expect(own.headers['x-total-count']).toBe('30');
		const seen = await list(SLA, { sysparm_limit: '1' }, 'auditor');
		expect(seen.records[0]).toHaveProperty('inc_number');
		expect(seen.records[0]).not.toHaveProperty('inc_work_notes');
	});
});

describeEmulator('a view of one’s own', () => {
	it('keeps the rows of the table before it with a left join', async () => {
		await view('u_with_promises', [
			{ table: 'incident', variable_prefix: 'inc' },
			{ table: 'task_sla', variable_prefix: 'ts', where_clause: 'ts_task = inc_sys_id', left_join: 'true' },
		]);
		const path = '/api/now/table/u_with_promises';
		const { records, headers } = await list(path, { sysparm_fields: 'inc_number,ts_sys_id,ts_stage,ts_sla' });
		expect(headers['x-total-count']).toBe('70');
		expect(records.filter(({ ts_sys_id }) => ts_sys_id === '')).toHaveLength(40);
		const without = await list(path, {
			sysparm_query: 'ts_stageISEMPTY^inc_active=true',
			sysparm_fields: 'inc_number',
		});
		expect(without.records.length).toBeGreaterThan(0);
	});

	it.each([
		['inc_sys_id = ts_task && ts_has_breached = true', (row: Json) => row.ts_has_breached === 'true'],
		['ts_task=inc_sys_id && (ts_stage=\'paused\' || ts_stage="completed")', (row: Json) => row.ts_stage !== 'breached'],
		['ts_task=inc_sys_id && ts_stage!=breached', (row: Json) => row.ts_stage !== 'breached'],
	])('understands %s', async (where_clause, fits) => {
		const name = `u_view_${where_clause.length}`;
		await view(name, [
			{ table: 'incident', variable_prefix: 'inc' },
			{ table: 'task_sla', variable_prefix: 'ts', where_clause },
		]);
		const { records } = await list(`/api/now/table/${name}`);
		expect(records.length).toBeGreaterThan(0);
		expect(records.every(fits)).toBe(true);
	});

	it('joins nothing by a clause that cannot be read', async () => {
		await view('u_broken', [
			{ table: 'incident', variable_prefix: 'inc' },
			{ table: 'task_sla', variable_prefix: 'ts', where_clause: 'ts_task LIKE inc_sys_id ; DROP' },
		]);
		expect((await list('/api/now/table/u_broken')).records).toEqual([]);
	});

	it('shows the fields that it names only', async () => {
		const [, promises] = await view('u_narrow', [
			{ table: 'incident', variable_prefix: 'inc' },
			{ table: 'task_sla', variable_prefix: 'ts', where_clause: 'ts_task=inc_sys_id' },
		]);
		for (const field of ['task', 'stage']) {
			await created('sys_db_view_table_field', { view_table: promises, field });
		}
		const { records } = await list('/api/now/table/u_narrow', { sysparm_limit: '1' });
		const shown = Object.keys(records[0] ?? {}).filter((key) => key.startsWith('ts_'));
		expect(shown.sort()).toEqual(['ts_stage', 'ts_task']);
	});

	it('follows its rows at once, and is no table while one of its tables is missing', async () => {
		const path = '/api/now/table/u_late';
		expect((await list(path)).status).toBe(400);
		const [part] = await view('u_late', [{ table: 'no_such_table', variable_prefix: 'x' }]);
		expect((await list(path)).status).toBe(400);
		await client.call('PATCH', `/api/now/table/sys_db_view_table/${String(part)}`, { body: { table: 'cmn_location' } });
		expect((await list(path)).records[0]).toHaveProperty('x_name');
	});

	it('may show a class and its parent', async () => {
		await view('u_children', [
			{ table: 'incident', variable_prefix: 'inc' },
			{ table: 'task', variable_prefix: 'child', where_clause: 'child_parent=inc_sys_id' },
		]);
		const query = { sysparm_fields: 'inc_number,child_number,child_sys_class_name' };
		const { records } = await list('/api/now/table/u_children', query);
		expect(records.length).toBeGreaterThan(0);
		expect(new Set(records.map(({ inc_number }) => String(inc_number).slice(0, 3)))).toEqual(new Set(['INC']));
	});
});

// Their scripts decide which conditions they look at.
describeEmulator('a remote table', () => {
	const path = '/api/now/table/cmn_location';
	const ids = async (sysparm_query: string) =>
		(await list(path, { sysparm_query, sysparm_fields: 'sys_id' })).records.map(({ sys_id }) => String(sys_id));

	it('does not look at conditions on its ids, and honours the others', async () => {
		const all = await ids('ORDERBYsys_id');
		client.emulator?.store.setProperty('emulator.remote_tables', 'u_other, cmn_location');
		const behind = await ids(`sys_id>${all.at(-2) ?? ''}^ORDERBYsys_id`);
		const cities = await ids('city=Berlin^sys_id=0');
		client.emulator?.store.setProperty('emulator.remote_tables', '');
		expect(behind).toEqual(all);
		expect(cities).toHaveLength(1);
		expect(await ids(`sys_id>${all.at(-2) ?? ''}^ORDERBYsys_id`)).toEqual(all.slice(-1));
	});
});
