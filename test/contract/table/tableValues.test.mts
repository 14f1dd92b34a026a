import { describeEmulator } from '../instance.mts';
import { connect } from './tableClient.mts';
import type { Client, Json } from './tableClient.mts';

const INCIDENT = '/api/now/table/incident';
const ADMIN = '6816f79cc0a8016401c5a33be04be441';
let client: Client;
let id = '';

beforeAll(async () => {
	client = await connect();
	const body = { short_description: 'values', impact: '2', urgency: '2', caller_id: ADMIN, watch_list: ADMIN };
	const { record } = await client.call('POST', INCIDENT, { body: { ...body, comments: 'first' } });
	id = String(record.sys_id);
});
afterAll(() => client.close());

const get = async (query: Record<string, string>, as = 'admin'): Promise<Json> =>
	(await client.call('GET', `${INCIDENT}/${id}`, { query, as })).record;

// api-reference/rest-apis/c_TableAPI.md, sysparm_display_value; the forms without a link are field recordings.
describe('references', () => {
	const link = () => `${client.url}/api/now/table/sys_user/${ADMIN}`;

	it.each([
		['false', 'false', () => ({ link: link(), value: ADMIN })],
		['false', 'true', () => ADMIN],
		['true', 'false', () => ({ display_value: 'System Administrator', link: link() })],
		['true', 'true', () => 'System Administrator'],
		['all', 'false', () => ({ display_value: 'System Administrator', link: link(), value: ADMIN })],
		['all', 'true', () => ({ display_value: 'System Administrator', value: ADMIN })],
	])('with sysparm_display_value=%s and exclude_reference_link=%s', async (display, exclude, expected) => {
		const query = {
			sysparm_display_value: display,
			sysparm_exclude_reference_link: exclude,
			sysparm_fields: 'caller_id',
		};
		expect(await get(query)).toEqual({ caller_id: expected() });
	});

	it.each([
		['false', ''],
		['true', ''],
		['all', { display_value: '', value: '' }],
	])('are empty with sysparm_display_value=%s', async (display, expected) => {
		expect(await get({ sysparm_display_value: display, sysparm_fields: 'problem_id' })).toEqual({
			problem_id: expected,
		});
	});

	it('repeat the version of the request in their links', async () => {
		const { record } = await client.call('GET', `/api/now/v1/table/incident/${id}`, {
			query: { sysparm_fields: 'caller_id' },
		});
		expect(record).toMatchObject({ caller_id: { link: `${client.url}/api/now/v1/table/sys_user/${ADMIN}` } });
	});

	it('need not be sys_ids', async () => {
		const query = { sysparm_display_value: 'all', sysparm_fields: 'sys_domain' };
		expect(await get(query)).toMatchObject({ sys_domain: { display_value: 'global', value: 'global' } });
	});
});

describe('other values', () => {
	it('are labels, names and words on display', async () => {
		const fields = 'priority,state,category,sys_class_name,active,watch_list,number';
		expect(await get({ sysparm_display_value: 'true', sysparm_fields: fields })).toMatchObject({
			priority: '3 - Moderate',
			state: 'New',
			category: 'Inquiry / Help',
			sys_class_name: 'Incident',
			active: 'true',
			watch_list: 'System Administrator',
		});
	});

	it('are always strings without display values', async () => {
		const record = await get({ sysparm_exclude_reference_link: 'true' });
		for (const value of Object.values(record)) expect(typeof value).toBe('string');
		expect(record).toMatchObject({ active: 'true', priority: '3', sys_mod_count: '0', watch_list: ADMIN });
	});

	it('carry both forms with all', async () => {
		const record = await get({ sysparm_display_value: 'all' });
		for (const value of Object.values(record)) expect(value).toMatchObject({ display_value: expect.any(String) });
		expect(record.priority).toEqual({ display_value: '3 - Moderate', value: '3' });
	});
});

describe('sysparm_fields', () => {
	it('picks fields, walks dots and ignores what does not exist', async () => {
		const fields =
			'number,caller_id.user_name,caller_id.department.name,no_such_field,caller_id.nope,problem_id.number';
		const record = await get({ sysparm_fields: fields });
		expect(Object.keys(record).sort()).toEqual([
			'caller_id.department.name',
			'caller_id.user_name',
			'number',
			'problem_id.number',
		]);
		expect(record).toMatchObject({ 'caller_id.user_name': 'admin', 'problem_id.number': '' });
	});

	it('wins over sysparm_view', async () => {
		expect(await get({ sysparm_fields: 'number', sysparm_view: 'mobile' })).toEqual({ number: expect.any(String) });
	});
});

// Field recordings: the raw value is empty, the stream is shown newest first.
// sysparm_view: desktop, mobile, both; the tables behind it are the platform's.
describeEmulator('sysparm_view', () => {
	const keys = async (sysparm_view: string) => Object.keys(await get({ sysparm_view })).sort();
	const MOBILE = ['assigned_to', 'caller_id', 'number', 'priority', 'short_description', 'state'];

	it('shows the columns of a form', async () => {
		expect(await keys('mobile')).toEqual(MOBILE);
		expect(await keys('desktop')).toEqual(expect.arrayContaining(['number', 'subcategory', 'close_notes']));
		expect(await keys('desktop')).not.toContain('.split');
		expect(await keys('both')).toEqual(await keys('desktop'));
		expect(await keys('ess')).toContain('comments');
	});

	it('shows them in lists and in the answers to writes', async () => {
		const query = { sysparm_view: 'mobile', sysparm_limit: '1' };
		const { records } = await client.call('GET', INCIDENT, { query });
		expect(Object.keys(records[0] ?? {}).sort()).toEqual(MOBILE);
		const written = await client.call('PATCH', `${INCIDENT}/${id}`, { query, body: { urgency: '2' } });
		expect(Object.keys(written.record).sort()).toEqual(MOBILE);
	});

	it('takes the layout of a parent, and all columns where there is none', async () => {
		const { body } = await client.call('POST', '/api/now/table/sc_task', {
			query: { sysparm_view: 'desktop' },
			body: {},
		});
		expect(Object.keys(body?.result as Json)).toHaveLength(5);
		expect((await keys('no_such_view')).length).toBeGreaterThan(50);
	});

	it('follows the records that describe it', async () => {
		const make = async (table: string, body: Json) =>
			String((await client.call('POST', `/api/now/table/${table}`, { body })).record.sys_id);
		const view = await make('sys_ui_view', { name: 'api_view', title: 'For the API' });
		const sys_ui_section = await make('sys_ui_section', { name: 'incident', view });
		for (const element of ['number', 'caller_id.email']) await make('sys_ui_element', { sys_ui_section, element });
		expect(await keys('api_view')).toEqual(['caller_id.email', 'number']);
	});
});

describe('journal fields', () => {
	it('are empty as raw values and a stream on display', async () => {
		await client.call('PATCH', `${INCIDENT}/${id}`, { body: { comments: 'second', work_notes: 'inside' } });
		expect(await get({ sysparm_fields: 'comments,work_notes' })).toEqual({ comments: '', work_notes: '' });
		const shown = await get({
			sysparm_fields: 'comments,work_notes,comments_and_work_notes',
			sysparm_display_value: 'true',
		});
		const entry = (label: string, text: string) =>
			`\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d - System Administrator \\(${label}\\)\\n${text}\\n\\n`;
		expect(shown.comments).toMatch(
			new RegExp(`^${entry('Additional comments', 'second')}${entry('Additional comments', 'first')}$`),
		);
		expect(shown.work_notes).toMatch(new RegExp(`^${entry('Work notes', 'inside')}$`));
		expect(String(shown.comments_and_work_notes).match(/System Administrator/g)).toHaveLength(3);
	});

	it('keep their entries in sys_journal_field', async () => {
		const query = {
			sysparm_query: `element_id=${id}^element=comments^ORDERBYvalue`,
			sysparm_fields: 'name,value',
		};
		const { records } = await client.call('GET', '/api/now/table/sys_journal_field', { query });
		expect(records).toEqual([
			{ name: 'incident', value: 'first' },
			{ name: 'incident', value: 'second' },
		]);
	});
});

describe('dates', () => {
	const opened = { opened_at: '2025-07-01 18:30:00', short_description: 'summer' };

	it('are UTC as raw values and in the zone and format of the user on display', async () => {
		const { record } = await client.call('POST', INCIDENT, { body: opened });
		const path = `${INCIDENT}/${String(record.sys_id)}`;
		const query = { sysparm_fields: 'opened_at', sysparm_display_value: 'all' };
		expect((await client.call('GET', path, { query, as: 'pacific.user' })).record).toEqual({
			opened_at: { display_value: '07-01-2025 11:30:00 AM', value: '2025-07-01 18:30:00' },
		});
	});

	it('are read in the zone and format of the user with sysparm_input_display_value', async () => {
		const { record } = await client.call('POST', INCIDENT, {
			query: { sysparm_input_display_value: 'true' },
			body: { opened_at: '07-01-2025 11:30:00 AM' },
			as: 'pacific.user',
		});
		expect(record.opened_at).toBe('2025-07-01 18:30:00');
	});

	it('are stored empty where the text is no date', async () => {
		const { record } = await client.call('POST', INCIDENT, { body: { due_date: '2025-07-01T18:30:00Z' } });
		expect(record.due_date).toBe('');
	});
});

describe('sysparm_input_display_value', () => {
	const create = async (body: Json): Promise<Json> => {
		const query = { sysparm_input_display_value: 'true', sysparm_exclude_reference_link: 'true' };
		return (await client.call('POST', INCIDENT, { query, body })).record;
	};

	it('resolves names of records and labels of choices', async () => {
		expect(await create({ caller_id: 'System Administrator', impact: '1 - High', category: 'Hardware' })).toMatchObject(
			{
				caller_id: ADMIN,
				impact: '1',
				category: 'hardware',
			},
		);
	});

	it.each([
		['true', { caller_id: '', category: 'hardware' }],
		['false', { caller_id: ADMIN, category: 'network' }],
	])('chooses between the two in what a record was read as: %s', async (shown, wanted) => {
		const body = {
			caller_id: { display_value: 'Nobody Of This Name', value: ADMIN, link: 'x' },
			category: { display_value: 'Hardware', value: 'network' },
		};
		const query = { sysparm_input_display_value: shown, sysparm_exclude_reference_link: 'true' };
		expect((await client.call('POST', INCIDENT, { query, body })).record).toMatchObject(wanted);
	});

	it('stores nothing for a name that is unknown', async () => {
		expect(await create({ caller_id: 'Nobody Of This Name' })).toMatchObject({ caller_id: '' });
	});

	it('stores values as given without it', async () => {
		const { record } = await client.call('POST', INCIDENT, { body: { caller_id: 'System Administrator' } });
		expect(record).toMatchObject({ caller_id: { value: 'System Administrator' } });
	});
});

describe('every common column type', () => {
	it('stores and shows what it should', async () => {
		const { records } = await client.call('GET', '/api/now/table/sys_dictionary', {
			query: {
				sysparm_query: 'name=u_equipment^elementSTARTSWITHu_',
				sysparm_fields: 'element,internal_type',
				sysparm_exclude_reference_link: 'true',
			},
		});
		const elementOf = (type: string) => String(records.find(({ internal_type }) => internal_type === type)?.element);
		const [money, span, secret, day] = ['currency', 'glide_duration', 'password2', 'glide_date'].map(elementOf);
		const body = {
			[money ?? '']: '1234.5',
			[span ?? '']: '1970-01-02 02:03:00',
			[secret ?? '']: 'hush',
			[day ?? '']: '2025-02-03',
		};
		const { record } = await client.call('POST', '/api/now/table/u_equipment', {
			query: { sysparm_display_value: 'all' },
			body,
		});
		expect(record).toMatchObject({
			[money ?? '']: { display_value: '$1,234.50', value: '1234.5' },
			[span ?? '']: { display_value: '1 Day 2 Hours 3 Minutes', value: '1970-01-02 02:03:00' },
			[secret ?? '']: { display_value: '********', value: expect.not.stringContaining('hush') },
			[day ?? '']: { display_value: '2025-02-03', value: '2025-02-03' },
		});
	});
});
