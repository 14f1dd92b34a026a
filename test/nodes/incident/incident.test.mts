import { by, mapped, type Stage, stage } from '../../support/instance.mts';
import { testsOf } from '../../support/n8n/ran.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.reset());

const incident = (operation: string, parameters: Record<string, unknown> = {}) =>
	({ resource: 'incident', operation, ...parameters }) as never;

async function created(values: Record<string, unknown> = { short_description: 'Printer on fire' }) {
	const { json, error } = await s.n8n.run(incident('create', { fields: mapped(values) }));
	if (error) throw error;
	return json[0] as Record<string, string>;
}

describe('Incident', () => {
	it('creates what was given and returns the record with what ServiceNow filled in', async () => {
		const record = await created({
			short_description: 'Printer on fire',
			impact: '1',
			urgency: '1',
			category: 'hardware',
		});
		expect(record).toMatchObject({ short_description: 'Printer on fire', priority: '1', state: '1' });
		expect(record.number).toMatch(/^INC\d{7}$/);
		expect(s.stored('incident', { sys_id: String(record.sys_id) })).toMatchObject({
			number: record.number,
			category: 'hardware',
			impact: '1',
		});
	});

	it('writes dates of any ISO form in UTC, numbers and booleans as text', async () => {
		const { json } = await s.n8n.run(
			incident('create', {
				fields: mapped({
					short_description: 'Dates',
					due_date: '2026-03-01T10:00:00',
					resolved_at: '2026-07-01T12:00:00+02:00',
					impact: 2,
					knowledge: true,
				}),
			}),
			{ timezone: 'America/New_York' },
		);
		expect(s.stored('incident', { sys_id: String(json[0]?.sys_id) })).toMatchObject({
			due_date: '2026-03-01 15:00:00',
			resolved_at: '2026-07-01 10:00:00',
			impact: '2',
			knowledge: 'true',
		});
	});

	it('gets by number, sys_id and address', async () => {
		const { number, sys_id } = await created();
		const keys = [
			by('number', String(number)),
			by('id', String(sys_id)),
			by('list', String(sys_id)),
			by('url', `${s.emulator.url}/nav_to.do?uri=incident.do%3Fsys_id%3D${sys_id}`),
		];
		for (const record of keys) {
			const { json } = await s.n8n.run(incident('get', { record }));
			expect(json).toEqual([expect.objectContaining({ sys_id, number, short_description: 'Printer on fire' })]);
		}
	});

	it('updates by number and adds a work note', async () => {
		const { number, sys_id } = await created();
		const { json } = await s.n8n.run(
			incident('update', { record: by('number', String(number)), fields: mapped({ state: '2', work_notes: 'On it' }) }),
		);
		expect(json).toEqual([expect.objectContaining({ sys_id, state: '2' })]);
		expect(s.stored('incident', { sys_id: String(sys_id) })).toMatchObject({
			state: '2',
			short_description: 'Printer on fire',
		});
		expect(s.stored('sys_journal_field', { element_id: String(sys_id) })).toMatchObject({
			element: 'work_notes',
			value: 'On it',
		});
	});

	it('deletes', async () => {
		const { sys_id } = await created();
		const { json } = await s.n8n.run(incident('delete', { record: by('id', String(sys_id)) }));
		expect(json).toEqual([{ deleted: true, sys_id }]);
		expect(s.stored('incident', { sys_id: String(sys_id) })).toBeUndefined();
	});

	it('returns display values, chosen fields and dot-walked fields', async () => {
		const { sys_id } = await created({ short_description: 'Form', impact: '1', urgency: '1' });
		const get = async (selectedFields: string[], sysparm_display_value = 'false') =>
			(
				await s.n8n.run(
					incident('get', {
						record: by('id', String(sys_id)),
						output: 'selected',
						selectedFields,
						options: { sysparm_display_value },
					}),
				)
			).json[0];
		expect(await get(['number', 'priority', 'opened_by.user_name'])).toEqual({
			number: expect.stringMatching(/^INC/),
			priority: '1',
			'opened_by.user_name': 'integration.user',
		});
		expect(await get(['priority'], 'true')).toEqual({
			priority: '1 - Critical',
		});
		expect(await get(['priority'], 'all')).toEqual({
			priority: { display_value: '1 - Critical', value: '1' },
		});
	});

	it('gets many in the asked order, up to the limit, and all of them when asked', async () => {
		const all = s.emulator.store.find('incident', {}).length;
		const first = await s.n8n.run(
			incident('getAll', {
				returnAll: false,
				limit: 5,
				options: { sort: { fields: [{ field: 'number', direction: 'ORDERBYDESC' }] } },
			}),
		);
		expect(first.json).toHaveLength(5);
		const numbers = first.json.map(({ number }) => String(number));
		expect(numbers).toEqual([...numbers].sort().reverse());
		const everything = await s.n8n.run(
			incident('getAll', { returnAll: true, output: 'selected', selectedFields: 'number' }),
		);
		expect(everything.json).toHaveLength(all);
		expect(everything.json[0]).toEqual({ number: expect.any(String) });
		expect(everything.output.every(({ pairedItem }) => (pairedItem as { item: number }).item === 0)).toBe(true);
	});

	it('keeps results in item order and paired, whatever travels together', async () => {
		// The reset before each test has ended the token.
		await created();
		s.emulator.resetStats();
		const names = Array.from({ length: 30 }, (_, index) => `Item ${index}`);
		const { output } = await s.n8n.run(
			incident('create', { fields: { mappingMode: 'autoMapInputData', value: null } }),
			{
				items: names.map((short_description) => ({ short_description })),
			},
		);
		expect(output.map(({ json }) => json.short_description)).toEqual(names);
		expect(output.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual(
			names.map((_, index) => index),
		);
		expect(s.emulator.stats().requests.batch).toBeLessThanOrEqual(3);
	});
});

describe('Record', () => {
	it('does the same for a table of any kind, custom ones included', async () => {
		const table = by('name', 'u_vendor_ticket');
		const record = (operation: string, parameters: Record<string, unknown>) =>
			({ resource: 'record', operation, table, ...parameters }) as never;
		const { json, error } = await s.n8n.run(record('create', { fields: mapped({ short_description: 'Toner' }) }));
		expect(error).toBeUndefined();
		const sys_id = String(json[0]?.sys_id);
		await s.n8n.run(
			record('update', { record: by('id', sys_id), fields: mapped({ short_description: 'More toner' }) }),
		);
		expect((await s.n8n.run(record('get', { record: by('id', sys_id) }))).json).toEqual([
			expect.objectContaining({ short_description: 'More toner' }),
		]);
		expect(
			await s.n8n.run(
				record('getAll', { returnAll: true, options: { sysparm_query: 'short_description=More toner' } }),
			),
		).toMatchObject({ json: [{ sys_id }] });
		await s.n8n.run(record('delete', { record: by('id', sys_id) }));
		expect(s.stored('u_vendor_ticket', { sys_id })).toBeUndefined();
	});
});

testsOf('incident', 'create', 'delete', 'get', 'getAll', 'update');
testsOf('record', 'create', 'delete', 'get', 'getAll', 'update');
