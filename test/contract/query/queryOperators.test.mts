/** platform-user-interface/r_OpAvailableFiltersQueries.md, operator by operator, on fixed records and at a fixed time. */
import { describeEmulator, login, useInstance } from '../instance.mts';

/** A Wednesday. */
const NOW = Date.UTC(2031, 0, 15, 12, 30);
const ADMIN = '6816f79cc0a8016401c5a33be04be441';
const ITIL = '681b365ec0a80164000fb0b05854a0cd';

/** Every record of the table, by the name that the expectations use. */
const RECORDS: Record<string, Record<string, string>> = {
	a: { impact: '1', urgency: '3', opened_at: '2031-01-15 12:00:00', caller_id: ADMIN, opened_by: ADMIN, order: '9' },
	b: { impact: '2', urgency: '2', opened_at: '2031-01-14 23:30:00', caller_id: ITIL, opened_by: ADMIN, order: '10' },
	c: { impact: '3', urgency: '1', opened_at: '2030-12-31 06:00:00', caller_id: '', opened_by: ITIL, order: '' },
	d: { impact: '3', urgency: '3', opened_at: '2030-07-04 12:00:00', caller_id: ADMIN, opened_by: ITIL, order: '100' },
	e: { impact: '2', urgency: '3', opened_at: '2031-01-20 08:00:00', caller_id: '', opened_by: ADMIN, order: '2' },
};
const TEXTS: Record<string, Record<string, string>> = {
	a: { short_description: 'Alpha mail', category: 'network', due_date: '2031-01-16 12:00:00' },
	b: { short_description: 'beta, mail', category: 'hardware', due_date: '2031-01-14 23:30:00' },
	c: { short_description: '', category: 'software', due_date: '' },
	d: { short_description: 'delta_x 50%', category: 'hardware', due_date: '2030-07-09 12:00:00' },
	e: { short_description: 'Alpha', category: 'network', due_date: '2031-01-20 20:00:00' },
};

describeEmulator('encoded queries', () => {
	const instance = useInstance({ seed: 'empty', properties: { 'glide.sys.default.tz': 'UTC' } });
	const ids: Record<string, string> = {};

	beforeAll(() => {
		const { store, clock } = instance.emulator;
		clock.advance(NOW - Date.now());
		for (const [name, values] of Object.entries(RECORDS)) {
			const row = { ...values, ...TEXTS[name], correlation_id: 'operators' };
			ids[store.insert(store.system, 'incident', row).sys_id ?? ''] = name;
		}
	});

	async function inOrder(query: string, table = 'incident', as = login('admin')): Promise<string> {
		const path = `/api/now/table/${table}?sysparm_fields=sys_id&sysparm_query=${encodeURIComponent(query)}`;
		const answer = await instance.call(path, { as });
		expect([query, answer.status]).toEqual([query, 200]);
		return answer
			.json<{ result: Array<{ sys_id: string }> }>()
			.result.map(({ sys_id }) => ids[sys_id] ?? '?')
			.join('');
	}

	const found = async (query: string, table?: string, as?: string) =>
		[...(await inOrder(query, table, as))].sort().join('');

	const cases = (name: string, list: ReadonlyArray<readonly [query: string, expected: string]>) =>
		describe(name, () => {
			it.each(list)('%s finds %s', async (query, expected) => expect(await found(query)).toBe(expected));
		});

	cases('text', [
		['short_descriptionLIKE', 'abde'],
		['short_descriptionSTARTSWITHalpha', 'ae'],
		['short_descriptionSTARTSWITH', 'abde'],
		['short_descriptionLIKEx 50%', 'd'],
		['short_descriptionLIKEa_x', 'd'],
		['short_descriptionLIKEa%x', ''],
		['short_descriptionNOT LIKEmail', 'de'],
		['short_descriptionDOES NOT CONTAINmail', 'de'],
		['short_descriptionCONTAINSmail', 'ab'],
		['short_description!=Alpha', 'abd'],
		['short_description>beta, mail', 'd'],
		['short_description<beta', 'ae'],
		['short_description<=Alpha', 'e'],
		['short_descriptionBETWEENalpha@beta', 'ae'],
		['short_descriptionISEMPTY', 'c'],
		['short_descriptionEMPTYSTRING', 'c'],
		['short_description=NULL', 'c'],
		['short_description!=NULL', 'abde'],
		['short_descriptionANYTHING', 'abcde'],
	]);

	cases('lists', [
		['categoryINnetwork,software', 'ace'],
		['categoryIN network , software ', 'ace'],
		['categoryIN', ''],
		['categoryIN,,', ''],
		['short_descriptionIN', ''],
		['short_descriptionINAlpha,', 'e'],
		['short_descriptionNOT INAlpha,', 'abd'],
		['short_descriptionNOT IN', 'abde'],
		// A list cannot carry a value that has a comma: each part is a value of its own.
		['short_descriptionINbeta, mail', ''],
		['short_description=beta, mail^ORshort_description=Alpha', 'be'],
		['impactIN1,3', 'acd'],
		['impactNOT IN1,3', 'be'],
		[`caller_idIN${ITIL},`, 'b'],
	]);

	cases('numbers', [
		['order>9', 'bd'],
		['order>=9', 'abd'],
		['order<10', 'ae'],
		['orderBETWEEN9@10', 'ab'],
		['orderBETWEEN10@9', ''],
		['order=9.0', 'a'],
		['order=009', 'a'],
		['orderISEMPTY', 'c'],
		['orderISNOTEMPTY', 'abde'],
		['order!=9', 'bde'],
		['impactGT_FIELDurgency', 'c'],
		['impactLT_FIELDurgency', 'ae'],
		['impactGT_OR_EQUALS_FIELDurgency', 'bcd'],
		['impactLT_OR_EQUALS_FIELDurgency', 'abde'],
		['impactSAMEASurgency', 'bd'],
		['impactNSAMEASurgency', 'ace'],
	]);

	cases('references', [
		['caller_idLIKEadministrator', 'ad'],
		['caller_idENDSWITHuser', 'b'],
		['caller_idNOT LIKEadministrator', 'b'],
		['caller_idSAMEASopened_by', 'a'],
		['caller_idNSAMEASopened_by', 'bd'],
		['caller_id.user_nameINadmin,itil', 'abd'],
		['caller_id.user_name!=admin', 'b'],
		['caller_id.user_nameBETWEENa@b', 'ad'],
		['caller_id.sys_created_onRELATIVELT@year@ago@1', 'abd'],
		['caller_id.department.nameISEMPTY', 'abcde'],
		// A boolean that is not there is not true, either.
		['caller_id.active!=true', 'ce'],
		['caller_id.active=true', 'abd'],
		['caller_id=javascript:gs.getUserID()', 'ad'],
		['caller_id=javascript:gs.getUser().getID()', 'ad'],
	]);

	cases('dates', [
		['opened_atONToday@javascript:gs.beginningOfToday()@javascript:gs.endOfToday()', 'a'],
		['opened_atONYesterday@javascript:gs.beginningOfYesterday()@javascript:gs.endOfYesterday()', 'b'],
		['opened_atON2030-12-31', 'c'],
		[
			'opened_atNOTON2030-12-31@javascript:gs.dateGenerate("2030-12-31","start")@javascript:gs.dateGenerate("2030-12-31","end")',
			'abde',
		],
		['opened_atBETWEEN2030-12-01 00:00:00@2031-01-14 23:59:59', 'bc'],
		["opened_atBETWEENjavascript:gs.dateGenerate('2030-12-01','start')@javascript:gs.daysAgoEnd(1)", 'bc'],
		['opened_at>2031-01-15 12:00:00', 'e'],
		['opened_at>=2031-01-15 12:00:00', 'ae'],
		['opened_at<javascript:gs.beginningOfThisWeek()', 'cd'],
		['opened_at>=javascript:gs.beginningOfThisMonth()', 'abe'],
		['opened_at<=javascript:gs.endOfLastYear()', 'cd'],
		['opened_at>=javascript:gs.beginningOfLastMonth()', 'abce'],
		['opened_at>javascript:gs.hoursAgo(1)', 'ae'],
		['opened_at>javascript:gs.minutesAgoStart(31)', 'ae'],
		['opened_at<javascript:gs.monthsAgo(5)', 'd'],
		['opened_at>=javascript:gs.quartersAgoStart(1)', 'abce'],
		['opened_at>javascript:gs.nowDateTime()', 'e'],
		['opened_atRELATIVEGT@minute@ago@45', 'ae'],
		['opened_atRELATIVELT@hour@ago@12', 'bcd'],
		['opened_atRELATIVEGE@day@ago@1', 'abe'],
		['opened_atRELATIVELE@month@ago@1', 'd'],
		['opened_atRELATIVEGT@day@ahead@4', 'e'],
		['opened_atRELATIVELT@week@ahead@1', 'abcde'],
		['opened_atRELATIVEEE@day@ago@0', 'a'],
		['opened_atRELATIVEEE@month@ago@0', 'abe'],
		['opened_atRELATIVEEE@quarter@ago@1', 'c'],
		['opened_atRELATIVEEE@year@ago@1', 'cd'],
		["opened_atDATEPARTTuesday@javascript:gs.datePart('dayofweek','tuesday','EE')", 'bc'],
		["opened_atDATEPARTJanuary@javascript:gs.datePart('month','january','EE')", 'abe'],
		["opened_atDATEPARTQ3@javascript:gs.datePart('quarter','3','EE')", 'd'],
		["opened_atDATEPART2031@javascript:gs.datePart('year','2031','GE')", 'abe'],
		["opened_atDATEPART2031@javascript:gs.datePart('year','2031','LT')", 'cd'],
		["opened_atDATEPARThour@javascript:gs.datePart('hour','12','LE')", 'acde'],
		['opened_atSAMEASdue_date@day', 'be'],
		['opened_atSAMEASdue_date', 'b'],
		['opened_atNSAMEASdue_date@day', 'ad'],
		['opened_atSAMEASdue_date@week', 'abe'],
		['opened_atSAMEASdue_date@month', 'abde'],
		['opened_atMORETHANdue_date@day@before@2', 'd'],
		['opened_atLESSTHANdue_date@day@before@2', 'abe'],
		['due_dateMORETHANopened_at@hour@after@11', 'ade'],
		['due_dateLESSTHANopened_at@day@after@1', 'abe'],
		['due_dateISEMPTY', 'c'],
	]);

	// The day of the person who asks, not the day in Greenwich: seven or eight hours behind.
	it('takes days in the zone of the caller', async () => {
		const pacific = login('pacific.user');
		const today = 'opened_atONToday@javascript:gs.beginningOfToday()@javascript:gs.endOfToday()';
		expect(await found(today, 'incident', pacific)).toBe('a');
		const yesterday = 'opened_at>=javascript:gs.beginningOfYesterday()^opened_at<=javascript:gs.endOfYesterday()';
		expect(await found(yesterday, 'incident', pacific)).toBe('b');
		expect(await found("opened_atDATEPARThour@javascript:gs.datePart('hour','22','EE')", 'incident', pacific)).toBe(
			'c',
		);
		const seconds = "opened_at>=javascript:gs.dateGenerate('2031-01-15','04:00:00')";
		expect(await found(seconds, 'incident', pacific)).toBe('ae');
		expect(await found(seconds)).toBe('ae');
		expect(await found(seconds.replace('04:00:00', '04:00:01'), 'incident', pacific)).toBe('e');
	});

	cases('grammar', [
		['impact=1^ORimpact=2^category=network', 'ae'],
		['category=network^impact=1^ORimpact=2', 'ae'],
		['category=network^NQcategory=software', 'ace'],
		['category=network^impact=1^NQcategory=hardware^impact=3^NQcategory=software', 'acd'],
		['category=network^NQimpact=3^ORimpact=2^urgency=2', 'abe'],
		['category=network^NQ', 'abcde'],
		['impact=1^EQ', 'a'],
		['impact=1^EQ^GROUPBYcategory', 'a'],
		['^impact=1', 'a'],
		['impact=1^', 'a'],
		['impact=1^no_such_field=2^NQimpact=2', 'abe'],
		['no_such_field=2^ORimpact=1', 'a'],
		['caller_id.no_such_field=2^impact=1', 'a'],
		['short_description.name=2^impact=1', 'a'],
		['impactVALCHANGES', 'abcde'],
	]);

	it.each([
		['ORDERBYorder', 'ceabd'],
		['ORDERBYDESCorder', 'dbaec'],
		['ORDERBYimpact^ORDERBYDESCurgency', 'aebdc'],
		['ORDERBYDESCimpact^ORDERBYurgency^ORDERBYnumber', 'cdbea'],
		['ORDERBYcaller_id^ORDERBYDESCopened_at', 'ecbad'],
		['ORDERBYcaller_id.user_name^ORDERBYopened_at', 'cedab'],
		['ORDERBYshort_description', 'ceabd'],
		['category=network^ORDERBYDESCopened_at^NQimpact=3', 'eacd'],
		['ORDERBYno_such_field^ORDERBYDESCorder', 'dbaec'],
	])('%s gives %s', async (query, expected) => expect(await inOrder(query)).toBe(expected));

	it('reaches the same records through the parent table', async () => {
		expect(await found('sys_class_name=incident^impact=1', 'task')).toBe('a');
		expect(await found('ref_incident.category=hardware', 'task')).toBe('bd');
		expect(await found('category=hardware^impact=1', 'task')).toBe('a');
	});

	it('knows the groups of the caller', async () => {
		const { store } = instance.emulator;
		const group = store.put('sys_user_group', { name: 'mine' }).sys_id ?? '';
		const below = store.put('sys_user_group', { name: 'below', parent: group }).sys_id ?? '';
		const other = store.put('sys_user_group', { name: 'other' }).sys_id ?? '';
		const member = store.put('sys_user_grmember', { user: ADMIN, group });
		const put = (name: string, assignment_group: string) => {
			const sys_id = Object.keys(ids).find((id) => ids[id] === name) ?? '';
			store.put('incident', { sys_id, assignment_group });
		};
		put('a', group);
		put('b', below);
		put('c', other);
		expect(await found('assignment_groupDYNAMICd6435e965f510100a9ad2572f2b47744')).toBe('a');
		expect(await found('assignment_groupIN_HIERARCHY_DYNAMIC')).toBe('ab');
		expect(await found(`assignment_groupIN_HIERARCHY${below}%40${other}`)).toBe('bc');
		expect(await found('assignment_groupINjavascript:gs.getMyGroups()')).toBe('a');
		store.remove('sys_user_grmember', member.sys_id ?? '');
	});
});
