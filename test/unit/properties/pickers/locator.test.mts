import * as kinds from '../../../../nodes/ServiceNowPlatform/properties/pickers/kinds.ts';
import {
	type LocatorKind,
	locator,
	NUMBER,
	type RecordKind,
	resolveLocator,
} from '../../../../nodes/ServiceNowPlatform/properties/pickers/locator.ts';
import { thrown } from '../../support/failures.mts';
import { parametersOf } from '../../support/item.mts';

const ID = '46f67787a9fe198101e06dfcf3a78e99';
const host = 'https://dev12345.service-now.com';
const incident: LocatorKind = {
	displayName: 'Incident',
	one: 'an incident',
	table: 'incident',
	searchListMethod: 'searchRecords',
	keys: [NUMBER],
};
const name: LocatorKind = {
	...incident,
	keys: [{ column: 'name', displayName: 'By Name', placeholder: '' }],
	pages: /^u_incident/,
};

const resolve = (mode: string, value: unknown, kind = incident) =>
	resolveLocator(parametersOf({ record: { mode, value } }), kind, 'record');
const refusal = (mode: string, value: unknown, kind = incident) => thrown(() => resolve(mode, value, kind));

describe('locator', () => {
	it('offers list, keys, sys_id and address, in this order', () => {
		expect(locator(incident, { name: 'record' }).modes?.map((mode) => mode.name)).toEqual([
			'list',
			'number',
			'id',
			'url',
		]);
	});

	it('has a mode of its own for each key of each kind', () => {
		for (const kind of Object.values(kinds).filter((value): value is RecordKind => 'searchListMethod' in value)) {
			const modes = locator(kind, { name: 'record' }).modes?.map((mode) => mode.name) ?? [];
			expect(new Set(modes).size).toBe(modes.length);
			expect(`${kind.displayName} ${modes.join(' ')}`).toMatch(/ list .*id url$/);
		}
	});
});

describe('resolveLocator', () => {
	it.each([
		['list', ID],
		['id', ` ${ID.toUpperCase()} `],
		['url', `${host}/incident.do?sys_id=${ID}`],
		['url', `${host}/task.do?sys_id=${ID}`],
		['mode that is none', ID],
	])('finds the sys_id in %s %j', (mode, value) => {
		expect(resolve(mode, value)).toEqual({ sys_id: ID });
	});

	it('takes a number in any case', () => {
		expect(resolve('number', ' inc0010001 ')).toEqual({ column: 'number', value: 'INC0010001' });
	});

	it.each([
		['id', 'INC0010001'],
		['list', 'INC0010001'],
		['id', `${host}/incident.do?sysparm_query=number=INC0010001`],
		['number', `${host}/incident.do?sysparm_query=number=INC0010001`],
		['number', '#INC0010001'],
		['number', 'INC0010001: Printer burns, again'],
		['number', 'inc0010001 - Printer'],
		['url', 'INC0010001'],
		['url', `${host}/nav_to.do?uri=incident.do?sysparm_query=number=INC0010001`],
		['url', `${host}/nav_to.do?uri=%2Fincident.do%3Fsysparm_query%3Dnumber%3DINC0010001`],
		[
			'url',
			`${host}/now/nav/ui/classic/params/target/incident_list.do%3Fsysparm_query%3Dnumber%253DINC0010001%26sysparm_view%3D`,
		],
		['url', `${host}/incident_list.do?sysparm_view=&sysparm_query=active=true%5Enumber=INC0010001`],
		['url', `${host}/task.do?sysparm_query=number=inc0010001&sysparm_view=x`],
	])('finds the number in %s %j', (mode, value) => {
		expect(resolve(mode, value)).toEqual({ column: 'number', value: 'INC0010001' });
	});

	it.each([
		['number', ID],
		['url', ID],
		['url', `${host}/incident_list.do?sysparm_query=sys_id=${ID}`],
		['url', `${host}/incident.do?sys_id=${ID}&sysparm_query=number=INC0010001`],
	])('finds the sys_id in %s %j, too', (mode, value) => {
		expect(resolve(mode, value)).toEqual({ sys_id: ID });
	});

	it.each([
		['url', `${host}/problem.do?sysparm_query=number=PRB0010001`],
		['url', `${host}/incident_list.do?sysparm_query=active=true`],
		['number', 'INC0010001 Printer'],
		['number', '#'],
		['id', 'INC0010001 and INC0010002'],
	])('refuses %s %j, which names no incident', (mode, value) => {
		expect(refusal(mode, value)).toMatchObject({ name: 'InputError', field: 'Incident' });
	});

	it('finds no number where records of the kind have none', () => {
		const address = `${host}/incident.do?sysparm_query=number=INC0010001`;
		for (const value of [address, 'INC0010001']) {
			expect(refusal(value === address ? 'url' : 'id', value, name)).toMatchObject({ name: 'InputError' });
		}
	});

	it('takes other keys as they are', () => {
		expect(resolve('name', ' Web ☃ ', name)).toEqual({ column: 'name', value: 'Web ☃' });
	});

	it.each(['a^ORactive=true', 'javascript:gs.x()'])('refuses the key %j, which would change a query', (value) => {
		expect(refusal('name', value, name)).toMatchObject({ name: 'InputError', field: 'Incident' });
	});

	it('takes pages of every class for those of a configuration item, and of nothing else', () => {
		const page = (table: string) =>
			resolve('url', `${host}/${table}.do?sys_id=${ID}`, { ...kinds.CONFIGURATION_ITEM, table: 'cmdb_ci' });
		for (const table of ['cmdb_ci_linux_server', 'service_offering', 'u_cmdb_ci_robot', 'x_acme_ci']) {
			expect(page(table)).toEqual({ sys_id: ID });
		}
		expect(thrown(() => page('incident'))).toMatchObject({ name: 'InputError' });
	});

	it('goes by the table that the user chose', () => {
		expect(resolve('url', `${host}/problem.do?sys_id=${ID}`, { ...kinds.RECORD, table: 'problem' })).toEqual({
			sys_id: ID,
		});
	});

	it('takes no kind of which it is not known what its table is', () => {
		const isRefused: RecordKind extends Parameters<typeof resolveLocator>[1] ? false : true = true;
		expect(isRefused).toBe(true);
	});

	it.each([
		['task', 'incident'],
		['cmdb_ci', 'cmdb_ci_linux_server'],
	])('takes pages of child classes for %s', (table, child) => {
		const address = `${host}/${child}.do?sys_id=${ID}`;
		expect(resolve('url', address, { ...kinds.RECORD, table })).toEqual({ sys_id: ID });
	});

	it.each(['a^ORactive=true', 'javascript:gs.x()', 'a\nb'])('refuses the key %j before anything is sent', (value) => {
		expect(refusal('name', value, name)).toMatchObject({ name: 'InputError', field: 'Incident' });
	});

	it('takes pages of other tables of the kind', () => {
		expect(resolve('url', `${host}/u_incident_x.do?sys_id=${ID}`, name)).toEqual({ sys_id: ID });
	});

	it.each([
		['list', ''],
		['id', 'x'],
		['id', `${ID}^ORactive=true`],
		['number', ''],
		['number', 'INC0010001^ORactive=true'],
		['url', `${host}/problem.do?sys_id=${ID}`],
		['url', host],
		['url', 'javascript:alert(1)'],
	])('refuses %s %j', (mode, value) => {
		expect(refusal(mode, value)).toMatchObject({ name: 'InputError', field: 'Incident' });
	});

	it.each([
		['id', 'beth.anglin', 'user_name'],
		['list', 'beth.anglin', 'user_name'],
		['url', 'beth.anglin', 'user_name'],
		['id', 'beth.anglin@example.com', 'email'],
		['id', 'Beth Anglin', 'name'],
		['id', 'O’Neill, Ann-Kathrin', 'name'],
		['email', 'beth.anglin', 'user_name'],
		['email', 'Beth Anglin', 'name'],
		['user_name', 'beth@example.com', 'user_name'],
		['name', 'beth.anglin', 'name'],
	])('takes a person in %s %j by what it looks like', (mode, value, column) => {
		expect(resolve(mode, value, kinds.USER)).toEqual({ column, value });
	});

	it.each([ID.slice(1), `${ID}0`, '../x', '@evil'])('takes %j for no person', (value) => {
		expect(() => resolve('id', value, kinds.USER)).toThrow('sys_id');
	});
});
