import { by, mapped, requestCount, type Stage, stage } from '../../support/instance.mts';
import { testsOf } from '../../support/n8n/ran.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.reset());

const change = (operation: string, parameters: Record<string, unknown> = {}) =>
	({ resource: 'changeRequest', operation, ...parameters }) as never;
const stored = (sys_id: unknown) => s.stored('change_request', { sys_id: String(sys_id) });
const TEMPLATE = 'Reboot a Windows server';
const templateId = () => String(s.stored('std_change_record_producer', { name: TEMPLATE })?.sys_id);
const modelId = (name: string) => String(s.stored('chg_model', { name })?.sys_id);

describe('Create Normal and Create Emergency', () => {
	it.each([
		['createNormal', 'normal', 'Normal'],
		['createEmergency', 'emergency', 'Emergency'],
	])('%s makes a change of the type, with the model that goes with it', async (operation, type, model) => {
		const fields = mapped({ short_description: 'Renew the certificate', assignment_group: 'Network', impact: 2 });
		const { json, error } = await s.n8n.run(change(operation, { fields }));
		expect(error).toBeUndefined();
		expect(json).toHaveLength(1);
		expect(stored(json[0]?.sys_id)).toMatchObject({
			number: json[0]?.number,
			type,
			state: '-5',
			impact: '2',
			chg_model: modelId(model),
			short_description: 'Renew the certificate',
			assignment_group: s.stored('sys_user_group', { name: 'Network' })?.sys_id,
		});
	});

	it('returns the shapes of the Table API: raw, display or both, with text for numbers and booleans', async () => {
		const made = async (options: Record<string, unknown>) =>
			(await s.n8n.run(change('createNormal', { fields: mapped({ short_description: 'Form' }), ...options }))).json[0];
		const chosen = { output: 'selected', selectedFields: ['state', 'active', 'requested_by', 'due_date'] };
		const user = s.stored('sys_user', { user_name: 'integration.user' });
		expect(await made(chosen)).toEqual({
			state: '-5',
			active: 'true',
			requested_by: user?.sys_id,
			due_date: '',
		});
		expect(await made({ ...chosen, options: { sysparm_display_value: 'true' } })).toEqual({
			state: 'New',
			active: 'true',
			requested_by: user?.name,
			due_date: '',
		});
		const both = await made({ options: { sysparm_display_value: 'all' } });
		const id = String((both?.sys_id as { value: string }).value);
		const get = change('get', { record: by('id', id), options: { sysparm_display_value: 'all' } });
		const [read] = (await s.n8n.run(get)).json;
		for (const column of ['state', 'active', 'requested_by', 'due_date', 'opened_at', 'chg_model'])
			expect([column, both?.[column]]).toEqual([column, read?.[column]]);
		expect(both).not.toHaveProperty('__meta');
	});

	it('writes dates in UTC', async () => {
		const fields = mapped({ short_description: 'Night', start_date: '2031-03-01T22:00:00' });
		const { json } = await s.n8n.run(change('createNormal', { fields }), { timezone: 'America/New_York' });
		expect(json[0]?.start_date).toBe('2031-03-02 03:00:00');
		expect(stored(json[0]?.sys_id)?.start_date).toBe('2031-03-02 03:00:00');
	});

	it('takes values as people see them where that is asked for', async () => {
		const fields = mapped({ short_description: 'Labels', risk: 'High', requested_by: 'Beth Anglin' });
		const options = { sysparm_input_display_value: true, notStored: 'error' };
		const { json, error } = await s.n8n.run(change('createNormal', { fields, options }));
		expect(error).toBeUndefined();
		expect(stored(json[0]?.sys_id)).toMatchObject({
			risk: '2',
			requested_by: s.stored('sys_user', { name: 'Beth Anglin' })?.sys_id,
		});
	});

	it('tells which fields were ignored, by hint, error or not at all', async () => {
		const fields = mapped({ short_description: 'Typo', no_such_field: 'x' });
		const run = async (notStored?: string) =>
			await s.n8n.run(change('createNormal', { fields, options: notStored ? { notStored } : {} }));
		const hinted = await run();
		expect(hinted.hints).toEqual(['Not stored: no_such_field is not a column of change_request.']);
		expect(hinted.json[0]).toMatchObject({ short_description: 'Typo' });
		const failed = await run('error');
		expect(failed.error?.message).toBe('Not stored: no_such_field');
		expect(failed.error?.description).toContain('no_such_field is not a column of change_request.');
		const silent = await run('ignore');
		expect([silent.hints, silent.error]).toEqual([[], undefined]);
	});

	it('sends each of many items once and keeps them in order', async () => {
		const names = Array.from({ length: 12 }, (_, index) => `Change ${index}`);
		const { output } = await s.n8n.run(
			change('createNormal', { fields: { mappingMode: 'autoMapInputData', value: null } }),
			{ items: names.map((short_description) => ({ short_description })) },
		);
		expect(output.map(({ json }) => json.short_description)).toEqual(names);
		expect(output.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual([...names.keys()]);
		for (const short_description of names)
			expect(s.emulator.store.find('change_request', { short_description })).toHaveLength(1);
	});

	/** A reset takes the tokens away; a fault would hit the request that finds out. */
	const warmUp = async () => await s.n8n.run(change('getAll', { returnAll: false, limit: 1 }));

	it('is not sent again after a lost answer, and says that it is not known what came of it', async () => {
		await warmUp();
		s.emulator.setFaults([
			{ match: { path: '/change/normal', method: 'POST', nth: 1 }, action: { kind: 'reset', when: 'after' } },
		]);
		const fields = mapped({ short_description: 'Only once' });
		const { error } = await s.n8n.run(change('createNormal', { fields }));
		expect(error?.message).toContain('The connection broke off');
		expect(error?.description).toContain(
			'In change_request there is of the last 15 minutes, with the same values: CHG',
		);
		expect(s.emulator.store.find('change_request', { short_description: 'Only once' })).toHaveLength(1);
	});

	it('is not sent again after a lost Batch answer either', async () => {
		await warmUp();
		s.emulator.setFaults([
			{ match: { path: '/api/now/v1/batch', method: 'POST', nth: 1 }, action: { kind: 'reset', when: 'after' } },
		]);
		const items = [{ short_description: 'First of two' }, { short_description: 'Second of two' }];
		const fields = { mappingMode: 'autoMapInputData', value: null };
		const { json } = await s.n8n.run(change('createNormal', { fields }), {
			items,
			settings: { onError: 'continueRegularOutput' },
		});
		expect(json.map(({ message }) => String(message))).toEqual(
			items.map(() =>
				expect.stringContaining('In change_request there is of the last 15 minutes, with the same values: CHG'),
			),
		);
		for (const { short_description } of items)
			expect(s.emulator.store.find('change_request', { short_description })).toHaveLength(1);
	});
});

describe('Create Standard', () => {
	const standard = (template: unknown, more: Record<string, unknown> = {}) =>
		change('createStandard', { template, fields: { mappingMode: 'defineBelow', value: null }, ...more });

	it('fills in the template, which is named in any way', async () => {
		const id = templateId();
		const keys = [
			by('list', id),
			by('id', id),
			by('name', TEMPLATE),
			by('url', `${s.emulator.url}/std_change_record_producer.do?sys_id=${id}`),
			by('url', `${s.emulator.url}/nav_to.do?uri=sc_cat_item_producer.do%3Fsys_id%3D${id}`),
		];
		for (const key of keys) {
			const { json, error } = await s.n8n.run(standard(key));
			expect([key, error]).toEqual([key, undefined]);
			expect(stored(json[0]?.sys_id)).toMatchObject({
				type: 'standard',
				category: 'Software',
				short_description: TEMPLATE,
			});
		}
	});

	it('takes other values, and reports those that are the template’s own', async () => {
		const fields = mapped({ justification: 'Monthly', test_plan: 'Mine', work_notes: 'By a workflow' });
		const { json, hints } = await s.n8n.run(standard(by('name', TEMPLATE), { fields }));
		expect(stored(json[0]?.sys_id)).toMatchObject({
			justification: 'Monthly',
			test_plan: 'Compare monitoring before and after.',
		});
		expect(hints).toEqual(['Not stored: test_plan was ignored by ServiceNow: it may not be written here.']);
	});

	it('shows ServiceNow’s words for a template that is not there', async () => {
		const { error } = await s.n8n.run(standard(by('id', 'a'.repeat(32))));
		expect(error).toMatchObject({ message: 'No Record found', httpCode: '404' });
	});

	it('does not take a name that no template has', async () => {
		const before = s.emulator.store.find('change_request', {}).length;
		const { error } = await s.n8n.run(standard(by('name', 'Reboot everything')));
		expect(error?.message).toBe('No record of std_change_record_producer has the name Reboot everything');
		expect(s.emulator.store.find('change_request', {})).toHaveLength(before);
	});
});

describe('Create From Model', () => {
	it('follows the model, whatever its type says', async () => {
		const parameters = {
			model: by('name', 'Emergency'),
			fields: mapped({ short_description: 'By model', type: 'normal' }),
		};
		const { json, error } = await s.n8n.run(change('createFromModel', parameters));
		expect(error).toBeUndefined();
		expect(stored(json[0]?.sys_id)).toMatchObject({ chg_model: modelId('Emergency'), type: 'normal' });
	});
});

describe('Input that cannot be used', () => {
	const fields = mapped({ short_description: 'x' });

	it.each([
		['nothing to write', change('createNormal', { fields: mapped({}) }), 'Fields: There is nothing to write'],
		[
			'a field of another record',
			change('createEmergency', { fields, output: 'selected', selectedFields: 'number,cmdb_ci.name' }),
			'Output Field Names or IDs: "cmdb_ci.name" is a field of another record',
		],
		[
			'no template',
			change('createStandard', { template: by('id', '={{ "" }}'), fields }),
			'Template: Nothing is chosen',
		],
		[
			'the address of another record',
			change('createStandard', {
				template: by('url', `https://x.service-now.com/incident.do?sys_id=${'a'.repeat(32)}`),
				fields,
			}),
			'Template: The address leads to a record of incident, not of std_change_record_producer',
		],
		[
			'no model',
			change('createFromModel', { model: by('name', '={{ "" }}'), fields }),
			'Change Model: Nothing is chosen',
		],
	])('%s is refused before any request', async (_, parameters, message) => {
		s.emulator.resetStats();
		expect((await s.n8n.run(parameters)).error?.message).toBe(message);
		expect(requestCount(s)).toBe(0);
	});

	it('a name that leads nowhere is refused before anything is created', async () => {
		const before = s.emulator.store.find('change_request', {}).length;
		const parameters = { fields: mapped({ short_description: 'x', assignment_group: 'No such group' }) };
		const { error } = await s.n8n.run(change('createNormal', parameters));
		expect(error?.message).toBe('assignment_group: No group has the name "No such group"');
		expect(s.emulator.store.find('change_request', {})).toHaveLength(before);
	});
});

testsOf('changeRequest', 'createEmergency', 'createFromModel', 'createNormal', 'createStandard', 'get', 'getAll');
