import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { ServiceNowPlatform } from '../../../nodes/ServiceNowPlatform/ServiceNowPlatform.node.ts';
import { actAs } from '../../support/actAs.mts';
import { by, type Stage, stage } from '../../support/instance.mts';

let s: Stage;
beforeAll(async () => {
	s = await stage();
	const choice = { name: 'incident', element: 'close_code', inactive: 'false', sequence: '1' };
	for (const [value, language, label] of [
		['Nur Deutsch', 'de', 'Nur Deutsch'],
		['Both', 'de', 'Beides'],
		['Both', 'en', 'Both of them'],
	] as const)
		s.emulator.store.put('sys_choice', { ...choice, value, language, label });
});
afterAll(async () => await s.close());

const { listSearch, resourceMapping } = new ServiceNowPlatform().methods;
const context = (parameters: Record<string, unknown>, path = ''): ILoadOptionsFunctions =>
	s.n8n.loadOptions({ authentication: 'serviceNowPlatformServiceOAuth2Api', ...parameters } as never, path);
const incident = { resource: 'incident', operation: 'resolve' };
const valuesOf = (column: string) =>
	context(
		{ resource: 'incident', filter: { conditions: [{ field: by('name', column) }] } },
		'parameters.filter.conditions[0].value',
	);

describe('Choices', () => {
	it('are those of every language, each once', async () => {
		const { results } = await listSearch.searchResolutionCodes.call(context(incident));
		expect(results).toContainEqual({ name: 'Nur Deutsch', value: 'Nur Deutsch' });
		expect(results.filter(({ value }) => value === 'Both')).toEqual([{ name: 'Both of them', value: 'Both' }]);
		const { results: values } = await listSearch.searchValues.call(valuesOf('close_code'));
		expect(values).toContainEqual({ name: 'Nur Deutsch (Nur Deutsch)', value: 'Nur Deutsch' });
		expect(values.filter(({ value }) => value === 'Both')).toEqual([{ name: 'Both of them (Both)', value: 'Both' }]);
		const { fields } = await resourceMapping.getColumnsToUpdate.call(context(incident));
		expect(fields.find(({ id }) => id === 'close_code')?.options).toEqual(
			expect.arrayContaining([
				{ name: 'Nur Deutsch', value: 'Nur Deutsch' },
				{ name: 'Both of them', value: 'Both' },
			]),
		);
	});

	it('are described in the language that is asked for', async () => {
		const { json } = await s.n8n.run({
			resource: 'table',
			operation: 'describe',
			table: by('name', 'incident'),
			options: { columns: 'close_code', language: 'de' },
		} as never);
		expect(json[0]?.choices).toEqual(
			expect.arrayContaining([
				{ value: 'Both', label: 'Beides' },
				{ value: 'Nur Deutsch', label: 'Nur Deutsch' },
			]),
		);
	});
});

describe('A user who sees no choices', () => {
	beforeAll(async () => await actAs(s, 'abel.tuter'));
	afterAll(async () => await actAs(s, 'integration.user'));

	it.each([
		['searchResolutionCodes', incident, 'close_code'],
		['searchDataSources', { resource: 'configurationItem', operation: 'upsert' }, 'discovery_source'],
		['searchNextStates', { resource: 'changeRequest', operation: 'moveToState' }, 'state'],
	] as const)('is told why %s is empty', async (method, parameters, column) => {
		await expect(listSearch[method].call(context(parameters))).rejects.toMatchObject({
			message: `List: The signed-in user sees no choice of ${column}`,
			description: expect.stringMatching(/sys_choice.*typed/),
		});
	});
});

describe('Values of a column whose choices are hidden', () => {
	it('are none, with the reason', async () => {
		const { store } = s.emulator;
		for (const { sys_id } of store.find('sys_choice', { element: 'contact_type' }))
			store.put('sys_choice', { sys_id: String(sys_id), inactive: 'true' });
		await expect(listSearch.searchValues.call(valuesOf('contact_type'))).rejects.toMatchObject({
			message: 'List: The signed-in user sees no choice of contact_type',
		});
	});
});

describe('The columns of a table that is not there', () => {
	const notice = async () => {
		const chosen = context({ resource: 'record', operation: 'create', table: by('name', 'u_nothing') });
		return (await resourceMapping.getColumnsToCreate.call(chosen)).emptyFieldsNotice;
	};

	it('are none since there is no such table', async () => {
		await actAs(s, 'admin');
		expect(await notice()).toMatch(/^There is no table u_nothing/);
	});

	it('are not known to a user who sees no tables', async () => {
		await actAs(s, 'abel.tuter');
		expect(await notice()).toMatch(/needs read access to sys_dictionary/);
	});
});
