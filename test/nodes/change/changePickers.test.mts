import type { INodeParameters } from 'n8n-workflow';
import { listSearch } from '../../../nodes/ServiceNowPlatform/methods/listSearch.ts';
import { by, type Stage, stage } from '../../support/instance.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.reset());

const picker = (parameters: Record<string, unknown>) =>
	s.n8n.loadOptions({
		authentication: 'serviceNowPlatformServiceOAuth2Api',
		resource: 'changeRequest',
		...parameters,
	} as INodeParameters);

describe('the picker of next states', () => {
	const names = async (record: unknown, filter?: string) => {
		const { results } = await listSearch.searchNextStates.call(picker({ operation: 'moveToState', record }), filter);
		return results.map(({ name, value }) => `${name} = ${value}`);
	};

	function given(state: string) {
		const { store } = s.emulator;
		const chg_model = store.one('chg_model', { name: 'Normal' })?.sys_id ?? '';
		return store.insert(store.system, 'change_request', { short_description: 'x', type: 'normal', chg_model, state });
	}

	it('shows where the chosen change can go, in whatever way it is chosen', async () => {
		const { sys_id = '', number = '' } = given('-5');
		const address = `${s.emulator.url}/nav_to.do?uri=change_request.do%3Fsys_id%3D${sys_id}`;
		for (const record of [by('list', sys_id), by('id', sys_id), by('number', number), by('url', address)])
			expect([record, await names(record)]).toEqual([record, ['Assess = -4', 'Canceled = 4']]);
	});

	it('tells what stands in the way of the others', async () => {
		expect(await names(by('id', String(given('0').sys_id)))).toEqual([
			'Closed – not yet: Close code and close notes given = 3',
		]);
	});

	it('searches by what it shows', async () => {
		expect(await names(by('id', String(given('-5').sys_id)), 'canc')).toEqual(['Canceled = 4']);
	});

	it.each([by('number', '={{ $json.number }}'), by('list', ''), undefined])(
		'shows every state there is while %j does not tell which change',
		async (record) => {
			const all = await names(record);
			expect(all).toEqual(expect.arrayContaining(['New = -5', 'Implement = -1', 'Closed = 3']));
			expect(all).toHaveLength(8);
		},
	);

	it('shows ServiceNow’s words for a change that is not there', async () => {
		await expect(names(by('id', 'a'.repeat(32)))).rejects.toMatchObject({ message: 'No Record found' });
	});
});

describe('the picker of templates', () => {
	it('offers what can be used, and searches name and description on the server', async () => {
		const { store } = s.emulator;
		const names = async (filter?: string) =>
			(await listSearch.searchChangeTemplates.call(picker({ operation: 'createStandard' }), filter)).results;
		expect((await names('reboot')).map(({ name }) => name)).toEqual(['Reboot a Windows server']);
		const { sys_id = '' } = store.one('std_change_record_producer', { name: 'Reboot a Windows server' }) ?? {};
		expect((await names('reboot')).map(({ value, url }) => [value, url])).toEqual([
			[sys_id, `${s.emulator.url}/std_change_record_producer.do?sys_id=${sys_id}`],
		]);
		store.update(store.system, 'std_change_record_producer', sys_id, { retired: 'true' });
		expect(await names('reboot')).toEqual([]);
	});
});

describe('the picker of models', () => {
	it('offers the active ones', async () => {
		const { results } = await listSearch.searchChangeModels.call(picker({ operation: 'createFromModel' }));
		expect(results.map(({ name }) => name.split(' – ')[0])).toEqual(['Emergency', 'Normal', 'Standard']);
	});
});
