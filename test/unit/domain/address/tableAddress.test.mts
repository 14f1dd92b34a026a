import { recordId } from '../../../../nodes/ServiceNowPlatform/domain/address/recordId.ts';
import { tableFromUrl } from '../../../../nodes/ServiceNowPlatform/domain/address/tableAddress.ts';
import { thrown } from '../../support/failures.mts';

const HOST = 'https://dev12345.service-now.com';
const ID = '46f67787a9fe198101e06dfcf3a78e99';

describe('tableFromUrl', () => {
	it.each([
		['incident', `${HOST}/incident_list.do`],
		['incident', `${HOST}/incident_list.do?sysparm_query=active%3Dtrue`],
		['incident', `${HOST}/incident_list.do?sysparm_query=urlLIKE/table/problem^nameLIKE=task.do`],
		['incident', `${HOST}/incident.do?sys_id=${ID}`],
		['incident', `${HOST}/nav_to.do?uri=%2Fincident_list.do%3Fsysparm_query%3Dactive%253Dtrue`],
		['incident', `${HOST}/nav_to.do?uri=incident.do?sys_id=${ID}`],
		['incident', `${HOST}/now/nav/ui/classic/params/target/incident_list.do%3Fsysparm_view%3D`],
		['incident', `${HOST}/now/sow/record/incident/${ID}`],
		['incident', `${HOST}/api/now/table/incident?sysparm_limit=1`],
		['incident', `${HOST}/sp?id=form&table=incident&sys_id=${ID}`],
		['u_price_list', `${HOST}/u_price_list.do?sys_id=${ID}`],
		['u_price_list', `${HOST}/u_price_list_list.do`],
		['u_vendor_ticket', '/u_vendor_ticket_list.do'],
	])('reads %s out of %s', (table, url) => {
		expect(tableFromUrl(url, 'Table')).toBe(table);
	});

	it.each(['', HOST, `${HOST}/nav_to.do`, `${HOST}/sp?id=index`, 'incident', `${HOST}/a-b.do`, '../x'])(
		'refuses %j',
		(url) => {
			expect(thrown(() => tableFromUrl(url, 'Table'))).toMatchObject({ name: 'InputError', field: 'Table' });
		},
	);
});

describe('recordId', () => {
	it.each([
		['global', 'sys_scope', 'global'],
		[' Global ', 'sys_package', 'global'],
		[ID.toUpperCase(), 'sys_scope', ID],
	])('takes %j for a record of %s', (text, table, id) => {
		expect(recordId(text, 'Record', table)).toBe(id);
	});

	it.each([
		['global', 'incident'],
		['../global', 'sys_scope'],
		['global^ORname=x', 'sys_scope'],
		['', 'sys_scope'],
	])('refuses %j for a record of %s', (text, table) => {
		expect(thrown(() => recordId(text, 'Record', table))).toMatchObject({ name: 'InputError', field: 'Record' });
	});
});
