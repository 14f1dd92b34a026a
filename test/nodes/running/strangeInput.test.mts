import { by, mapped, requestCount, type Stage, stage } from '../../support/instance.mts';

/** What an expression, a model or somebody who means ill may put where a text, a date or a name is wanted. */
let s: Stage;
let incident: string;
beforeAll(async () => {
	s = await stage();
	incident = String(s.emulator.store.find('incident', {})[0]?.sys_id);
	await s.n8n.run({ resource: 'record', operation: 'count', table: by('name', 'incident') } as never);
});
afterAll(async () => await s.close());
beforeEach(() => s.emulator.resetStats());

const pairs = (name: string, value: string) => ({ pairs: [{ name, value }] });
const api = (parameters: Record<string, unknown>) => ({
	resource: 'apiRequest',
	operation: 'send',
	method: 'GET',
	...parameters,
});
const path = '/api/now/table/incident';
const mail = (parameters: Record<string, unknown>) => ({
	...{ resource: 'email', operation: 'send', to: 'beth@example.com', subject: 'Hello', text: 'Hi' },
	...parameters,
});
const write = (values: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
	...{ resource: 'incident', operation: 'update', record: by('id', '={{ $json.sys_id }}'), fields: mapped(values) },
	...more,
});
const list = (parameters: Record<string, unknown>) => ({
	...{ resource: 'incident', operation: 'getAll', returnAll: true },
	...parameters,
});
const line = (value: unknown, field = 'short_description') => ({
	filter: { conditions: [{ field: by('name', field), operator: '', value: { __rl: true, mode: 'text', value } }] },
});

describe('Input that would be taken for something else is refused before anything is sent', () => {
	it.each<[string, Record<string, unknown>]>([
		['half a character in a parameter', api({ path, queryParameters: pairs('sysparm_query', 'x\ud83d') })],
		['half a character in a path', api({ path: `${path}/x\ud83d` })],
		['half a character behind the path', api({ path: `${path}?sysparm_query=x\ud83d` })],
		['a header called __proto__', api({ path, headers: pairs('__proto__', 'x') })],
		['a header called constructor', api({ path, headers: pairs('constructor', 'x') })],
		...['X-HTTP-Method', 'X-HTTP-Method-Override', 'X-Method-Override', 'X-Original-URL', 'X-Rewrite-URL'].map(
			(name): [string, Record<string, unknown>] => [
				`the header ${name}`,
				api({ path, headers: pairs(name, 'DELETE') }),
			],
		),
		...['From', 'Sender', 'Resent-Bcc', 'resent-to', 'Return-Path'].map((name): [string, Record<string, unknown>] => [
			`the mail header ${name}`,
			mail({ options: { headers: pairs(name, 'evil@example.com') } }),
		]),
		...['\u2028', '\u2029', '\u0085', '\r\n'].map((mark): [string, Record<string, unknown>] => [
			`${JSON.stringify(mark)} in a subject`,
			mail({ subject: `Hello${mark}Bcc: evil@example.com` }),
		]),
		[
			'a join as column to match on',
			write({ ORactive: 'true' }, { operation: 'upsert', options: { matchColumns: 'ORactive' } }),
		],
		...['javascript:gs.log()', 'java\u017fcript:gs.log()', 'javascr\u0131pt:gs.log()', '\uff4aavascript:gs.log()'].map(
			(value): [string, Record<string, unknown>] => [
				`the script ${JSON.stringify(value)} in a filter`,
				list(line(value)),
			],
		),
		['a caret in a filter', list(line('x^ORactive=true'))],
	])('%s', async (_, parameters) => {
		const { error } = await s.n8n.run(parameters as never);
		expect(error?.message).toMatch(/^[A-Z][A-Za-z ]+(, condition 1 of “All of These”, short_description)?: /);
		expect(error?.description).not.toBe('');
		expect(requestCount(s)).toBe(0);
	});
});

const LINE = 'Filter, condition 1 of “All of These”, short_description';

describe('A value from an expression that is none of what is wanted is refused under the name of its field', () => {
	it.each([
		['Encoded Query', 'an object', list({ options: { sysparm_query: '={{ { a: 1 } }}' } })],
		['Encoded Query', 'NaN', list({ options: { sysparm_query: '={{ 0 / 0 }}' } })],
		['Encoded Query', 'x', list({ options: { sysparm_query: 'x' } })],
		['Search Text', 'an object', list({ options: { search: '={{ { a: 1 } }}' } })],
		['Values', 'an object', list({ options: { sysparm_display_value: '={{ { a: 1 } }}' } })],
		['Values', 'a word', list({ options: { sysparm_display_value: 'x' } })],
		['View', 'an object', list({ output: 'view', sysparm_view: '={{ { a: 1 } }}' })],
		['Limit', 'NaN', list({ returnAll: false, limit: '={{ 0 / 0 }}' })],
		['Limit', 'a text', list({ returnAll: false, limit: 'x' })],
		['short_description', 'an object', write({ short_description: '={{ { a: 1 } }}' })],
		['short_description', 'NaN', write({ short_description: '={{ 0 / 0 }}' })],
		['short_description', 'a list of objects', write({ short_description: '={{ [{ a: 1 }] }}' })],
		['impact', 'an object', write({ impact: '={{ { a: 1 } }}' })],
		['due_date', 'a text', write({ due_date: 'x' })],
		['due_date', 'an object', write({ due_date: '={{ { a: 1 } }}' })],
		['due_date', 'true', write({ due_date: '={{ true }}' })],
		['opened_at', 'a text', write({ opened_at: 'x' })],
		['active', 'a text', write({ active: 'maybe' })],
		['watch_list', 'an object', write({ watch_list: '={{ { a: 1 } }}' })],
		[LINE, 'an object in a line', list(line('={{ { a: 1 } }}'))],
		[LINE, 'NaN in a line', list(line('={{ 0 / 0 }}'))],
		['Incident', 'an object', write({ impact: '1' }, { record: { __rl: true, mode: 'id', value: '={{ { a: 1 } }}' } })],
	])('%s: %s', async (field, _, parameters) => {
		const before = s.stored('incident', { sys_id: incident });
		const { error, json } = await s.n8n.run(parameters as never, { items: [{ sys_id: incident }] });
		expect([error?.message.split(':')[0], json]).toEqual([field, []]);
		expect(s.stored('incident', { sys_id: incident })).toEqual(before);
		const { requests } = s.emulator.stats();
		// The dictionary at most: neither the list itself nor a write.
		expect(Object.keys(requests).filter((name) => name !== 'table.list')).toEqual([]);
	});
});
