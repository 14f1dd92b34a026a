import { randomUUID } from 'node:crypto';
import { connect } from '../table/tableClient.mts';
import type { Client, Json } from '../table/tableClient.mts';

/** Marks the records of this run, so that the cases hold on an instance full of others. */
const mark = randomUUID();
let client: Client;
let admin = '';
const ids: Record<string, string> = {};

const RECORDS: Record<string, Json> = {
	a: { short_description: 'Alpha mail', impact: '1', urgency: '1', category: 'software', description: '' },
	b: { short_description: 'Beta Mail server', impact: '2', urgency: '2', category: 'hardware', description: 'x^y' },
	c: { short_description: 'Gamma 100%', impact: '3', urgency: '3', category: 'network', description: 'one, two' },
	d: { short_description: 'delta', impact: '3', urgency: '1', category: 'hardware', description: 'delta' },
};

async function find(query: string, table = 'incident'): Promise<string> {
	const { status, records } = await client.call('GET', `/api/now/table/${table}`, {
		query: { sysparm_query: query, sysparm_fields: 'sys_id', sysparm_limit: '100' },
	});
	expect(status).toBe(200);
	const names = Object.fromEntries(Object.entries(ids).map(([name, id]) => [id, name]));
	return records.map(({ sys_id }) => names[String(sys_id)] ?? '?').join('');
}

const sorted = async (query: string) => [...(await find(`correlation_id=${mark}^${query}`))].sort().join('');

beforeAll(async () => {
	client = await connect();
	const me = await client.call('GET', '/api/now/table/sys_user', { query: { sysparm_query: 'user_name=admin' } });
	admin = String(me.records[0]?.sys_id);
	for (const [name, body] of Object.entries(RECORDS)) {
		const extra = name === 'a' || name === 'd' ? { caller_id: admin } : {};
		const { record } = await client.call('POST', '/api/now/table/incident', {
			body: { ...body, ...extra, correlation_id: mark },
		});
		ids[name] = String(record.sys_id);
	}
});

afterAll(async () => {
	for (const id of Object.values(ids)) await client.call('DELETE', `/api/now/table/incident/${id}`);
	await client.close();
});

// Operators for condition builders, platform-user-interface/r_OpAvailableFiltersQueries.md.
describe('operators on text', () => {
	it.each([
		['short_description=delta', 'd'],
		['short_description=DELTA', 'd'],
		['short_description!=delta', 'abc'],
		['short_descriptionSTARTSWITHbeta', 'b'],
		['short_descriptionENDSWITHmail', 'a'],
		['short_description%mail', 'a'],
		['short_descriptionLIKEmail', 'ab'],
		['short_description*mail', 'ab'],
		['short_descriptionLIKE100%', 'c'],
		['short_descriptionNOT LIKEmail', 'cd'],
		['short_descriptionNOTLIKEmail', 'cd'],
		['short_description!*mail', 'cd'],
		['descriptionISEMPTY', 'a'],
		['descriptionEMPTYSTRING', 'a'],
		['description=', 'a'],
		['descriptionISNOTEMPTY', 'bcd'],
		['descriptionANYTHING', 'abcd'],
		['categoryINhardware,network', 'bcd'],
		['categoryNOT INhardware,network', 'a'],
		['short_descriptionSAMEASdescription', 'd'],
		['short_descriptionNSAMEASdescription', 'bc'],
		['short_descriptionBETWEENb@e', 'bd'],
		['short_description>=delta', 'cd'],
	])('%s finds %s', async (query, expected) => expect(await sorted(query)).toBe(expected));

	// Most operators skip rows whose field is empty (platform-user-interface/t_FilteringOnEmptyFields.md).
	it('skips empty fields for != and NOT LIKE unless ISEMPTY is added', async () => {
		expect(await sorted('description!=delta')).toBe('bc');
		expect(await sorted('descriptionNOT LIKEdelta')).toBe('bc');
		expect(await sorted('description!=delta^ORdescriptionISEMPTY')).toBe('abc');
	});
});

describe('operators on numbers and booleans', () => {
	it.each([
		['impact=3', 'cd'],
		['impact!=3', 'ab'],
		['impact<2', 'a'],
		['impact<=2', 'ab'],
		['impact>2', 'cd'],
		['impact>=2', 'bcd'],
		['impactBETWEEN1@2', 'ab'],
		['impactIN1,2', 'ab'],
		['impactGT_FIELDurgency', 'd'],
		['impactLT_OR_EQUALS_FIELDurgency', 'abc'],
		['active=true', 'abcd'],
		['active!=true', ''],
		['reassignment_count<10', 'abcd'],
	])('%s finds %s', async (query, expected) => expect(await sorted(query)).toBe(expected));
});

describe('operators on references', () => {
	it.each([
		['caller_idISEMPTY', 'bc'],
		['caller_idISNOTEMPTY', 'ad'],
		['caller_idLIKEadministrator', 'ad'],
		['caller_idSTARTSWITHsystem', 'ad'],
		['caller_id.user_name=admin', 'ad'],
		['caller_id.user_nameISEMPTY', 'bc'],
		['caller_idDYNAMIC90d1921e5f510100a9ad2572f2b477fe', 'ad'],
		['caller_id=javascript:gs.getUserID()', 'ad'],
		['caller_id.user_name=javascript:gs.getUserName()', 'ad'],
		['sys_class_nameINSTANCEOFtask', 'abcd'],
		['sys_class_nameINSTANCEOFproblem', ''],
	])('%s finds %s', async (query, expected) => expect(await sorted(query)).toBe(expected));

	it('compares equality with the sys_id', async () => {
		expect(await sorted(`caller_id=${admin}`)).toBe('ad');
		expect(await sorted(`caller_id!=${admin}`)).toBe('');
		expect(await sorted(`caller_idIN${admin},x`)).toBe('ad');
	});
});

describe('operators on dates', () => {
	it.each([
		['sys_created_onONToday@javascript:gs.daysAgoStart(0)@javascript:gs.daysAgoEnd(0)', 'abcd'],
		['sys_created_onNOTONToday@javascript:gs.daysAgoStart(0)@javascript:gs.daysAgoEnd(0)', ''],
		['sys_created_on>=javascript:gs.minutesAgo(5)', 'abcd'],
		['sys_created_on<javascript:gs.beginningOfLastWeek()', ''],
		['sys_created_onBETWEENjavascript:gs.hoursAgo(1)@javascript:gs.endOfToday()', 'abcd'],
		['sys_created_onRELATIVEGT@hour@ago@1', 'abcd'],
		['sys_created_onRELATIVELT@hour@ago@1', ''],
		['sys_created_onRELATIVEEE@dayofweek@ago@0', 'abcd'],
		['sys_created_onSAMEASopened_at@day', 'abcd'],
		['sys_created_onMORETHANopened_at@day@before@1', ''],
		['sys_created_on>2000-01-01 00:00:00', 'abcd'],
		["sys_created_on>javascript:gs.dateGenerate('2000-01-01','00:00:00')", 'abcd'],
		["sys_created_onDATEPARTyear@javascript:gs.datePart('year','2001','GT')", 'abcd'],
		['closed_atISEMPTY', 'abcd'],
	])('%s finds %s', async (query, expected) => expect(await sorted(query)).toBe(expected));
});

// platform-user-interface/c_EncodedQueryStrings.md and c_UsingORConditions.md.
describe('grammar', () => {
	it('binds ^OR to the condition before it', async () => {
		expect(await sorted('impact=3^category=network^ORcategory=hardware')).toBe('cd');
	});

	it('starts a new alternative at ^NQ', async () => {
		const query = `correlation_id=${mark}^impact=1^NQcorrelation_id=${mark}^impact=2`;
		expect([...(await find(query))].sort().join('')).toBe('ab');
	});

	it('takes ^EQ as an end that harms nothing', async () => {
		expect(await sorted('impact=1^EQ')).toBe('a');
	});

	// GlideStringUtil.escapeQueryTermSeparator doubles the caret; whether REST honours it is not documented.
	it('reads ^^ as a caret inside a value', async () => {
		expect(await sorted('description=x^^y')).toBe('b');
	});

	it('sorts by several fields, dot-walked ones too', async () => {
		expect(await find(`correlation_id=${mark}^ORDERBYDESCimpact^ORDERBYshort_description`)).toBe('dcba');
		expect(await find(`correlation_id=${mark}^ORDERBYDESCcaller_id.user_name^ORDERBYnumber`)).toBe('adbc');
	});

	it('finds words in any text field', async () => {
		expect(await sorted('123TEXTQUERY321=beta server')).toBe('b');
	});

	it('counts related records with RLQUERY', async () => {
		const query = `user_name=admin^RLQUERYincident.caller_id,>=2^correlation_id=${mark}^ENDRLQUERY`;
		expect(await find(query, 'sys_user')).toBe('?');
		expect(await find(query.replace('>=2', '>=3'), 'sys_user')).toBe('');
	});

	it('joins another table with JOIN', async () => {
		expect(await sorted('JOINincident.caller_id=sys_user.sys_id!user_name=admin')).toBe('ad');
	});
});

describe('relations between records', () => {
	const made = async (table: string, body: Json): Promise<string> =>
		String((await client.call('POST', `/api/now/table/${table}`, { body })).record.sys_id);

	it('finds what lies below a record with IN_HIERARCHY', async () => {
		const top = await made('sys_user_group', { name: `${mark} top` });
		const middle = await made('sys_user_group', { name: `${mark} middle`, parent: top });
		const bottom = await made('sys_user_group', { name: `${mark} bottom`, parent: middle });
		await client.call('PATCH', `/api/now/table/incident/${ids.b ?? ''}`, { body: { assignment_group: bottom } });
		expect(await sorted(`assignment_groupIN_HIERARCHY${top}`)).toBe('b');
		expect(await sorted(`assignment_group.parent.parent.nameLIKE${mark}`)).toBe('b');
	});

	it('finds tagged records and those without the tag', async () => {
		const label = await made('label', { name: mark });
		await made('label_entry', { label, table: 'incident', table_key: ids.c ?? '' });
		expect(await sorted(`sys_tags.${label}=${label}`)).toBe('c');
		expect(await sorted(`sys_tags.${label}DOESNOTHAVE${label}`)).toBe('abd');
	});

	it('reads columns of a class through its parent with ref_', async () => {
		expect(await find(`correlation_id=${mark}^ref_incident.category=network`, 'task')).toBe('c');
	});

	it('takes five hundred alternatives', async () => {
		// As many as an address has room for.
		const many = Array.from({ length: 500 }, (_, index) => `order=${index}`).join('^OR');
		expect(await sorted(`${many}^ORimpact=1`)).toBe('a');
	});
});

// api-reference/rest-apis/c_TableAPI.md: invalid conditions are dropped, so a typo may match every record.
describe('unknown fields', () => {
	it('drops the condition and runs the rest', async () => {
		expect(await sorted('no_such_field=1')).toBe('abcd');
		expect(await sorted('no_such_field=1^ORimpact=1')).toBe('a');
		expect(await sorted('impactFOO1')).toBe('abcd');
		expect(await sorted('impact=1^ORDERBYno_such_field')).toBe('a');
	});
});

describe('switches of the emulator', () => {
	it('finds nothing when glide.invalid_query.returns_no_rows is true', async () => {
		client.emulator?.store.setProperty('glide.invalid_query.returns_no_rows', 'true');
		expect(await sorted('no_such_field=1')).toBe('');
		// The end of a related list is a part of it, and no unknown field.
		expect(await sorted('RLQUERYincident.parent_incident,=0^impact=1^ENDRLQUERY')).toBe('abcd');
		client.emulator?.store.setProperty('glide.invalid_query.returns_no_rows', 'false');
	});

	it('answers 403 where a table protects itself against unknown fields', async () => {
		client.emulator?.store.setProperty('emulator.query.forbid_unknown_fields', 'incident');
		const { status, body } = await client.call('GET', '/api/now/table/incident', {
			query: { sysparm_query: 'no_such_field=1' },
		});
		expect(status).toBe(403);
		expect(body).toMatchObject({ error: { message: 'Insufficient rights to query records' }, status: 'failure' });
		client.emulator?.store.setProperty('emulator.query.forbid_unknown_fields', '');
	});
});
