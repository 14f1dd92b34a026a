import fc from 'fast-check';
import {
	isSysId,
	recordFromUrl,
	recordNumber,
	sysId,
	tableName,
} from '../../../../nodes/ServiceNowPlatform/domain/address/record.ts';
import { InputError } from '../../../../nodes/ServiceNowPlatform/domain/failure/inputError.ts';
import { thrown } from '../../support/failures.mts';

const ID = '46f67787a9fe198101e06dfcf3a78e99';
const OTHER = '0123456789abcdef0123456789abcdef';
const host = 'https://dev12345.service-now.com';
const hostile = [
	'',
	' ',
	'..',
	'.',
	'%2e%2e',
	'a/b',
	'a?b',
	'a#b',
	'a^b',
	'javascript:gs.log()',
	'a\nb',
	'__proto__ x',
	'é',
	'a b',
	'\u0000',
];

describe('tableName', () => {
	it.each([
		['incident', 'incident'],
		[' Incident ', 'incident'],
		['u_my_table2', 'u_my_table2'],
		['x_acme_app_table', 'x_acme_app_table'],
	])('takes %j for %s', (text, name) => {
		expect(tableName(text)).toBe(name);
	});

	it.each([...hostile, '1table', '_table', 'my-table', `a${'b'.repeat(80)}`, '__proto__'])('refuses %j', (text) => {
		expect(thrown(() => tableName(text))).toBeInstanceOf(InputError);
	});
});

describe('sysId', () => {
	it('takes 32 hexadecimal digits in any case', () => {
		expect(sysId(` ${ID.toUpperCase()}\n`, 'Record')).toBe(ID);
	});

	it.each([...hostile, ID.slice(1), `${ID}0`, `g${ID.slice(1)}`, `${ID}\n${ID}`, 'INC0010001'])(
		'refuses %j',
		(text) => {
			expect(thrown(() => sysId(text, 'Record'))).toMatchObject({ name: 'InputError', field: 'Record' });
		},
	);

	it('agrees with isSysId', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: fc.constantFrom(...'0123456789abcdefABCDEFg'), minLength: 30, maxLength: 34 }),
				(text) => {
					expect(isSysId(text)).toBe(/^[0-9a-f]{32}$/i.test(text));
				},
			),
		);
	});
});

describe('recordNumber', () => {
	it.each([
		['INC0010001', 'INC0010001'],
		[' inc0010001 ', 'INC0010001'],
		['HR-CASE0001', 'HR-CASE0001'],
		['U_X01', 'U_X01'],
	])('takes %j for %s', (text, number) => {
		expect(recordNumber(text, 'Incident')).toBe(number);
	});

	it.each([
		...hostile,
		'0010001',
		'INC',
		'INC1',
		'INC0010001^ORactive=true',
		'INC0010001,INC0010002',
		ID.slice(0, 31) + 'x',
	])('refuses %j', (text) => {
		expect(thrown(() => recordNumber(text, 'Incident'))).toBeInstanceOf(InputError);
	});

	it('answers at once, however long the text', () => {
		const start = performance.now();
		thrown(() => recordNumber(`A${'1'.repeat(20_000)}x`, 'Incident'));
		expect(performance.now() - start).toBeLessThan(1500);
	});
});

describe('recordFromUrl', () => {
	const target = `incident.do?sys_id=${ID}`;
	it.each([
		[`${host}/incident.do?sys_id=${ID}`],
		[`${host}/incident.do?sys_id=${ID.toUpperCase()}&sysparm_view=ess#tab`],
		[`${host}/incident.do?sysparm_view=ess&sys_id=${ID}`],
		[`${host}/nav_to.do?uri=${encodeURIComponent(target)}`],
		[`${host}/nav_to.do?uri=%2F${encodeURIComponent(target)}%26sysparm_view%3Dess`],
		[`${host}/nav_to.do?uri=/incident.do?sys_id=${ID}`],
		[`${host}/nav_to.do?uri=${encodeURIComponent(`incident.do?sysparm_view=ess&sys_id=${ID}`)}`],
		[`${host}/now/nav/ui/classic/params/target/${encodeURIComponent(target)}`],
		[`${host}/now/nav/ui/classic/params/target/${encodeURIComponent(encodeURIComponent(target))}`],
		[`${host}/now/sow/record/incident/${ID}`],
		[`${host}/now/workspace/agent/record/incident/${ID}/sub/record/task/x`],
		[`${host}/api/now/table/incident/${ID}`],
		[`${host}/api/now/v2/table/incident/${ID}?sysparm_fields=number`],
		[` ${host}/${target} `],
		[`${host}/${target}&sysparm_record_list=active%3Dtrue%5EORDERBYDESCnumber`],
		[`${host}/${target}&parent_sys_id=${OTHER}`],
		[`${host}/${target}&sysparm_referring_url=${encodeURIComponent(`problem.do?sysparm_view=x&sys_id=${OTHER}`)}`],
		[`${host}/${target}&x=50%`],
		[`${host}/sp?id=ticket&table=incident&sys_id=${ID}`],
		[`${host}/sp?id=form&table=incident&sys_id=${ID.toUpperCase()}&view=sp#top`],
		[`${host}/esc/?id=ticket&sys_id=${ID}&table=incident`],
		[`${host}/sp?sys_id=${ID}&parent_sys_id=${OTHER}&parent_table=task&table=incident`],
		[`${host}/sp?id=ticket%26table%3Dincident%26sys_id%3D${ID}`],
		[`${host}/$m.do#/detail/incident/${ID}`],
	])('finds the incident in %s', (url) => {
		expect(recordFromUrl(url, 'Record')).toEqual({ table: 'incident', sys_id: ID });
	});

	it.each([
		...hostile,
		host,
		`${host}/incident_list.do?sysparm_query=active=true`,
		`${host}/incident.do?sys_id=-1`,
		`${host}/incident.do?sys_id=${ID}0`,
		`${host}/incident.do?sys_id=${ID.slice(1)}`,
		`${host}/incident.do#sys_id=${ID}`,
		`${host}/now/sow/record/incident/${ID}0`,
		`${host}/now/sow/record/../${ID}`,
		`${host}/sp?id=kb_article&sys_id=${ID}`,
		`${host}/sp?id=ticket&table=incident&sys_id=${ID}0`,
		`${host}/sp?id=ticket&table=incident&sys_id=INC0010001`,
		`${host}/sp?id=ticket&table=in.cident&sys_id=${ID}`,
		`${host}/sp?id=ticket&table=incident&parent_sys_id=${ID}`,
		`${host}/sp#?table=incident&sys_id=${ID}`,
		`${host}/$m.do#/detail/incident/${ID}0`,
		`${host}/%E0%A4%A`,
	])('finds none in %j', (url) => {
		expect(thrown(() => recordFromUrl(url, 'Record'))).toMatchObject({ name: 'InputError', field: 'Record' });
	});

	it('either finds a table and a sys_id, or refuses, whatever the text', () => {
		const parts = fc.array(
			fc.constantFrom(
				'incident',
				'.do?',
				'sys_id=',
				'&',
				'%26',
				'%',
				'%25',
				'/',
				'record/',
				'sp?',
				'table=',
				ID,
				'=',
				'..',
			),
			{ maxLength: 12 },
		);
		fc.assert(
			fc.property(parts, (list) => {
				let found: ReturnType<typeof recordFromUrl>;
				try {
					found = recordFromUrl(list.join(''), 'Record');
				} catch (error) {
					expect(error).toBeInstanceOf(InputError);
					return;
				}
				expect(isSysId(found.sys_id)).toBe(true);
				expect(tableName(found.table)).toBe(found.table);
			}),
			{ numRuns: 2000 },
		);
	});
});
