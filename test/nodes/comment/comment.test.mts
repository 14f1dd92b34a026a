import { actAs } from '../../support/actAs.mts';
import { by, requestCount, type Stage, stage } from '../../support/instance.mts';
import { testsOf } from '../../support/n8n/ran.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
let turn = 0;
/** A record of its own for each test. */
let incident: { number: string; sys_id: string };
beforeEach(async () => {
	const { number = '', sys_id = '' } = s.emulator.store.find('incident', {})[turn++] ?? {};
	incident = { number, sys_id };
	for (const entry of entriesOf(sys_id)) s.emulator.store.remove('sys_journal_field', String(entry.sys_id));
});

const entriesOf = (sys_id: string) => s.emulator.store.find('sys_journal_field', { element_id: sys_id });
const add = async (parameters: Record<string, unknown>, options = {}) =>
	await s.n8n.run(
		{ resource: 'comment', operation: 'add', table: by('list', 'task'), text: 'Hello', ...parameters } as never,
		options,
	);
const textsOf = (sys_id: string) => entriesOf(sys_id).map(({ element, value }) => `${element}: ${value}`);

describe('Add', () => {
	it('adds a comment by number, to any kind of task, and says to which class it belongs', async () => {
		const [change] = s.emulator.store.find('change_request', {});
		for (const [table, { number = '', sys_id = '' }] of [
			['incident', incident],
			['change_request', change ?? {}],
		] as const) {
			const { json, error } = await add({ record: by('number', number), text: 'First line\nSecond line' });
			expect(error).toBeUndefined();
			expect(json).toEqual([
				{
					added: true,
					table,
					sys_id,
					number,
					type: 'comments',
					text: 'First line\nSecond line',
					sys_updated_on: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
					sys_updated_by: 'integration.user',
				},
			]);
			const [entry] = entriesOf(sys_id).slice(-1);
			expect(entry).toMatchObject({ element: 'comments', value: 'First line\nSecond line', name: table });
		}
	});

	it('adds a work note, which is no comment', async () => {
		await add({ record: by('id', incident.sys_id), table: by('name', 'incident'), type: 'work_notes' });
		expect(textsOf(incident.sys_id)).toEqual(['work_notes: Hello']);
	});

	it.each(['incident.do', 'task.do', 'now/sow/record/incident'])('takes the address of a page: %s', async (page) => {
		const query = page.endsWith('.do') ? `?sys_id=${incident.sys_id}` : `/${incident.sys_id}`;
		const { error } = await add({ record: by('url', `https://dev12345.service-now.com/${page}${query}`) });
		expect(error).toBeUndefined();
		expect(textsOf(incident.sys_id)).toEqual(['comments: Hello']);
	});

	it('adds the same text to more records, once to each', async () => {
		const other = s.emulator.store.find('problem', {})[turn] ?? {};
		const more = `${other.number}, ${incident.sys_id} ${incident.number}`;
		const { json } = await add({ record: by('number', incident.number), options: { more } });
		expect(json.map(({ number }) => number)).toEqual([incident.number, other.number]);
		expect(textsOf(incident.sys_id)).toEqual(['comments: Hello']);
	});

	it('keeps the order on a record that is the first of one item and one of more of another', async () => {
		const other = s.emulator.store.find('problem', {})[turn] ?? {};
		const items = [
			{ number: incident.number, more: String(other.number).toLowerCase(), text: 'one' },
			{ number: other.number, more: '', text: 'two' },
		];
		s.emulator.setFaults([
			{ match: { path: `table/incident/${incident.sys_id}` }, action: { kind: 'delay', milliseconds: 300 } },
		]);
		const parameters = {
			record: by('number', '={{ $json.number }}'),
			text: '={{ $json.text }}',
			options: { more: '={{ $json.more }}', batch: false },
		};
		const { error } = await add(parameters, { items });
		s.emulator.setFaults([]);
		expect(error).toBeUndefined();
		expect(textsOf(String(other.sys_id))).toEqual(['comments: one', 'comments: two']);
	});

	it('writes none where one of them is not there', async () => {
		const { error } = await add({ record: by('number', incident.number), options: { more: 'INC9999999' } });
		expect(error?.message).toBe('No task has the number INC9999999');
		expect(entriesOf(incident.sys_id)).toEqual([]);
	});

	it('says what was written before a refusal', async () => {
		const [problem] = s.emulator.store.find('problem', {});
		s.emulator.store.setProperty('emulator.business_rule.abort.problem', 'Quiet');
		s.emulator.setFaults([
			{ match: { method: 'PATCH', path: 'table/problem' }, action: { kind: 'status', status: 403, message: 'No' } },
		]);
		const { error } = await add({ record: by('number', incident.number), options: { more: problem?.number } });
		s.emulator.setFaults([]);
		expect(error?.message).toBe('No');
		expect(error?.description).toContain(`It was added to ${incident.number} before.`);
		expect(entriesOf(incident.sys_id)).toHaveLength(1);
	});

	it('gives results in the order of the items, and goes on without those that fail', async () => {
		const items = [{ number: 'INC9999999' }, { number: incident.number }, { number: incident.number }];
		const parameters = { record: by('number', '={{ $json.number }}'), text: '={{ "Number " + $itemIndex }}' };
		const run = await add(parameters, { items, settings: { onError: 'continueRegularOutput' } });
		expect(run.output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(run.json).toMatchObject([
			{ error: 'No task has the number INC9999999' },
			{ text: 'Number 1' },
			{ text: 'Number 2' },
		]);
		expect(textsOf(incident.sys_id)).toEqual(['comments: Number 1', 'comments: Number 2']);
		const second = await add(parameters, { items: items.slice(0, 1), settings: { onError: 'continueErrorOutput' } });
		expect(second.errors.map(({ json }) => json)).toMatchObject([{ number: 'INC9999999' }]);
	});

	it('tells whoever may not write that ServiceNow dropped it without a word', async () => {
		const acl = { name: 'incident.work_notes', operation: 'write', roles: 'nobody', active: 'true' };
		const { sys_id = '' } = s.emulator.store.put('sys_security_acl', acl);
		const { error } = await add({ record: by('number', incident.number), type: 'work_notes' });
		s.emulator.store.remove('sys_security_acl', sys_id);
		expect(error?.message).toBe('Not stored: work_notes');
		expect(error?.description).toContain('incident has no work_notes, or the user may not write them.');
		expect(entriesOf(incident.sys_id)).toEqual([]);
	});

	it('passes on ServiceNow’s words where the record may not be written or seen', async () => {
		await actAs(s, 'auditor');
		const refused = await add({ record: by('number', incident.number) });
		expect(refused.error?.description).toContain('ACL Exception Update Failed due to security constraints');
		const [problem] = s.emulator.store.find('problem', {});
		await actAs(s, 'employee');
		const hidden = await add({ record: by('id', String(problem?.sys_id)), table: by('name', 'problem') });
		await actAs(s, 'integration.user');
		expect(hidden.error?.message).toBe('No Record found');
		expect(entriesOf(incident.sys_id)).toEqual([]);
	});

	it('is not sent again when its answer was lost', async () => {
		s.emulator.setFaults([{ match: { method: 'PATCH', nth: 1 }, action: { kind: 'reset', when: 'after' } }]);
		const { error } = await add({ record: by('number', incident.number) });
		s.emulator.setFaults([]);
		expect(error?.message).toContain('broke off');
		expect(entriesOf(incident.sys_id)).toHaveLength(1);
	});

	it.each([
		['an empty text', { text: '={{ " " }}' }, 'Text: It is empty'],
		['a type that is none', { type: '={{ "Work Note" }}' }, 'Type: "Work Note" is none of the choices'],
		['a number that is none', { record: by('number', 'INC1^ORactive=true') }, 'Record: '],
		['a sys_id that is none', { record: by('id', '../../x') }, 'Record: "../../x" is not a sys_id'],
		['an address of no record', { record: by('url', '//evil') }, 'Record: "//evil" is not the address of a record'],
		['a table that is none', { table: by('name', 'task/../sys_user') }, 'Table: '],
		['other records that are none', { options: { more: 'INC0000001,@evil' } }, 'More Records: "@evil" is not a record'],
		[
			'a record of another table',
			{
				table: by('name', 'incident'),
				record: by('url', `https://x.service-now.com/sys_user.do?sys_id=${'a'.repeat(32)}`),
			},
			'Record: The address leads to a record of sys_user, not of incident',
		],
	])('sends nothing for %s', async (_, parameters, message) => {
		s.emulator.resetStats();
		const { error } = await add({ record: by('number', 'INC0000001'), ...parameters });
		expect(error?.message).toContain(message);
		expect(requestCount(s)).toBe(0);
	});
});

testsOf('comment', 'add');
