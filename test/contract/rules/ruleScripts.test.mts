/** What a script of a business rule finds: current and previous, gs, GlideRecord, dates, codes. */
import { createHmac } from 'node:crypto';
import { describeEmulator, useInstance } from '../instance.mts';
import { makeRule } from './rules.mts';

const TABLE = '/api/now/table/incident';
const instance = useInstance({ seed: 'empty' });
const store = () => instance.emulator.store;

beforeAll(async () => {
	await makeRule(instance, {
		...{ name: 'script', filter_condition: 'short_descriptionSTARTSWITHrun', action_update: false },
		script: 'current.description = eval(current.correlation_display.toString()) + "";',
	});
});

/** What an expression is worth inside a rule. */
async function worth(expression: string, more: object = {}, as?: string): Promise<string | undefined> {
	const [rule] = store().find('sys_script', { name: 'script' });
	const script = `current.description = (function () { return ${expression}; })() + '';`;
	store().put('sys_script', { sys_id: rule?.sys_id ?? '', script });
	const body = { short_description: 'run', state: '2', ...more };
	const answer = await instance.call(TABLE, { method: 'POST', body, ...(as && { as }) });
	expect([answer.status, store().find('syslog', {})]).toEqual([201, []]);
	return answer.json().result.description;
}

describeEmulator('fields of a record', () => {
	it.each([
		['current.state', '2'],
		['current.state == 2', 'true'],
		["current.state == '2'", 'true'],
		['current.state + 1', '21'],
		['current.getValue("state")', '2'],
		['current.getValue("close_notes")', 'null'],
		['current.close_notes.nil() + "" + current.state.nil()', 'truefalse'],
		['current.state.getDisplayValue()', 'In Progress'],
		['current.getDisplayValue("state")', 'In Progress'],
		['current.active == true', 'true'],
		['current.nothing_there', 'undefined'],
		['"state" in current', 'true'],
		['current.isValidField("state") + "" + current.isValidField("nope")', 'truefalse'],
		['JSON.stringify({ s: current.state })', '{"s":"2"}'],
		['current.opened_by.user_name', 'admin'],
		['current.opened_by.getRefRecord().name', 'System Administrator'],
		['current.opened_by.manager.name', ''],
		['current.opened_by.getReferenceTable()', 'sys_user'],
		['current.getTableName() + current.getRecordClassName()', 'incidentincident'],
		['current.getElement("state").getName()', 'state'],
		['current.sys_created_on.getGlideObject().getNumericValue() > 0', 'true'],
	])('%s is %s', async (expression, expected) => {
		expect(await worth(expression)).toBe(expected);
	});

	it('are set by what people see, too', async () => {
		expect(await worth("(current.setDisplayValue('opened_by', 'ITIL User'), current.opened_by.user_name)")).toBe(
			'itil',
		);
	});
});

describeEmulator('gs', () => {
	it.each([
		['gs.getUserName() + "," + gs.getUserDisplayName()', 'admin,System Administrator'],
		['gs.getUserID()', '6816f79cc0a8016401c5a33be04be441'],
		['gs.getUser().getID() === gs.getUserID()', 'true'],
		['gs.hasRole("itil")', 'true'],
		['gs.getProperty("glide.sys.date_format")', 'yyyy-MM-dd'],
		['gs.getProperty("nothing.there")', 'null'],
		['gs.getProperty("nothing.there", "else")', 'else'],
		['gs.base64Encode("a:ü") + gs.base64Decode("YTrDvA==")', 'YTrDvA==a:ü'],
		['GlideStringUtil.base64Decode(GlideStringUtil.base64Encode("x"))', 'x'],
		['gs.nil("") + "" + gs.nil(current.state)', 'truefalse'],
		['gs.generateGUID().length', '32'],
		['gs.tableExists("incident") + "" + gs.tableExists("nope")', 'truefalse'],
		['gs.isInteractive()', 'false'],
	])('%s is %s', async (expression, expected) => {
		expect(await worth(expression)).toBe(expected);
	});

	it('knows whoever writes, and what they may do', async () => {
		const asks = 'gs.getUserName() + gs.hasRole("itil") + gs.hasRole("admin,itil")';
		expect(await worth(asks, {}, 'itil:itil-demo')).toBe('itiltruetrue');
		expect(await worth('gs.hasRole("itil")', {}, 'employee:employee-demo')).toBe('false');
	});

	it('tells the time in the zone and the format of the user', async () => {
		instance.emulator.clock.stop();
		const now = () => instance.emulator.clock.now();
		instance.emulator.clock.advance(Date.UTC(2031, 0, 2, 3, 4, 5) - now());
		expect(await worth('gs.nowNoTZ()')).toBe('2031-01-02 03:04:05');
		expect(await worth('gs.nowDateTime()', {}, 'pacific.user:pacific-demo')).toBe('01-01-2031 07:04:05 PM');
		expect(await worth('gs.now()', {}, 'pacific.user:pacific-demo')).toBe('2031-01-01');
		expect(await worth('new GlideDateTime().getNumericValue()')).toBe(String(now()));
		expect(await worth('new Date().getUTCFullYear() + "," + (Date.now() >= new Date(2031, 0, 1).getTime())')).toBe(
			'2031,true',
		);
		expect(await worth('new Date(0).toISOString() + (new Date() instanceof Date)')).toBe(
			'1970-01-01T00:00:00.000Ztrue',
		);
		instance.emulator.clock.reset();
	});

	it('leaves chance to be chance', async () => {
		const drawn = [];
		for (let index = 0; index < 4; index += 1) drawn.push(await worth('Math.random()'));
		expect(new Set(drawn).size).toBe(4);
	});

	it.each([
		["gs.log('a', 'src')", '0', 'a', 'src'],
		["gs.info('{0} and {1}', 'x', 2)", '0', 'x and 2', 'script'],
		["gs.warn('careful')", '1', 'careful', 'script'],
		["gs.error('bad')", '2', 'bad', 'script'],
		["gs.logError('old', 'src')", '2', 'old', 'src'],
	])('%s writes a row of syslog', async (call, level, message, source) => {
		const [rule] = store().find('sys_script', { name: 'script' });
		store().put('sys_script', { sys_id: rule?.sys_id ?? '', script: call });
		await instance.call(TABLE, { method: 'POST', body: { short_description: 'run' } });
		const rows = store().find('syslog', {});
		for (const { sys_id = '' } of rows) store().remove('syslog', sys_id);
		expect(rows).toMatchObject([{ level, message, source }]);
	});
});

describeEmulator('GlideDateTime', () => {
	it.each([
		["new GlideDateTime('2031-01-02 03:04:05').getNumericValue()", String(Date.UTC(2031, 0, 2, 3, 4, 5))],
		[
			"(function () { var g = new GlideDateTime('2031-01-02 03:04:05'); g.addSeconds(60); return g.getValue(); })()",
			'2031-01-02 03:05:05',
		],
		["(function () { var g = new GlideDateTime('2031-01-31'); g.addDaysUTC(1); return g.getDate(); })()", '2031-02-01'],
		["new GlideDateTime('2031-01-02 00:00:00').before(new GlideDateTime('2031-01-03 00:00:00'))", 'true'],
		["new GlideDateTime('rubbish').isValid()", 'false'],
		["'' + new GlideDateTime('2031-01-02 03:04:05')", '2031-01-02 03:04:05'],
		["new GlideDateTime('2031-01-02 03:04:05').getDisplayValue()", '2031-01-01 19:04:05'],
	])('%s is %s', async (expression, expected) => {
		expect(await worth(expression)).toBe(expected);
	});
});

describeEmulator('GlideCertificateEncryption', () => {
	const key = Buffer.from('a secret of some length').toString('base64');

	it.each([
		['HmacSHA256', 'sha256'],
		['HmacSHA1', 'sha1'],
	])('signs with %s', async (algorithm, hash) => {
		const expected = createHmac(hash, Buffer.from(key, 'base64')).update('1700000000.{"v":1}').digest('base64');
		const call = `new GlideCertificateEncryption().generateMac('${key}', '${algorithm}', '1700000000.{"v":1}')`;
		expect(await worth(call)).toBe(expected);
		expect(await worth(call.replace('GlideCertificate', 'Certificate'))).toBe(expected);
	});

	it.each([
		["'no base64!', 'HmacSHA256', 'x'", 'The key is not valid base64'],
		[`'${key}', 'HmacNothing', 'x'`, 'Algorithm HmacNothing not available'],
	])('refuses %s', async (given, words) => {
		const call = `(function () { try { return new GlideCertificateEncryption().generateMac(${given}); } catch (e) { return e.message; } })()`;
		expect(await worth(call)).toBe(words);
	});
});

describeEmulator('GlideRecord', () => {
	beforeAll(() => {
		for (const [number, priority] of [
			['PRB1', '1'],
			['PRB2', '2'],
			['PRB3', '2'],
		]) {
			store().put('problem', { number: number ?? '', priority: priority ?? '', active: 'true' });
		}
	});

	const walk = (set: string) =>
		`(function () { var gr = new GlideRecord('problem'); ${set} gr.query(); var found = [];
			while (gr.next()) found.push(gr.number + ''); return gr.getRowCount() + ':' + found.join(); })()`;

	it.each([
		["gr.addQuery('priority', 2); gr.orderBy('number');", '2:PRB2,PRB3'],
		["gr.addQuery('priority', '!=', 2);", '1:PRB1'],
		["gr.addQuery('number', 'CONTAINS', 'B3');", '1:PRB3'],
		["gr.addQuery('number', 'IN', ['PRB1', 'PRB2']); gr.orderByDesc('number');", '2:PRB2,PRB1'],
		["gr.addQuery('priority', 1).addOrCondition('number', 'PRB3'); gr.orderBy('number');", '2:PRB1,PRB3'],
		["gr.addEncodedQuery('priority=2^ORDERBYDESCnumber'); gr.setLimit(1);", '1:PRB3'],
		["gr.addActiveQuery(); gr.addNotNullQuery('number'); gr.orderBy('number');", '3:PRB1,PRB2,PRB3'],
	])('finds by %s', async (set, expected) => {
		expect(await worth(walk(set))).toBe(expected);
	});

	it('reads, changes and deletes, as whoever writes and past the access rules', async () => {
		const script = `(function () { var gr = new GlideRecord('problem'); gr.initialize(); gr.number = 'PRB9';
			gr.setValue('short_description', 'made'); var id = gr.insert(); var other = new GlideRecord('problem');
			var found = other.get(id) + other.short_description; other.short_description = 'changed'; other.update();
			var third = new GlideRecord('problem'); third.get('number', 'PRB9');
			var now = [found, third.short_description, third.sys_mod_count, third.sys_updated_by].join();
			return now + ',' + third.deleteRecord() + ',' + third.get(id); })()`;
		expect(await worth(script, {}, 'employee:employee-demo')).toBe('truemade,changed,1,employee,true,false');
	});

	it('writes without rules and stamps where it is told so', async () => {
		const script = `(function () { var gr = new GlideRecord('problem'); gr.get('number', 'PRB1');
			gr.setWorkflow(false); gr.autoSysFields(false); gr.impact = '3'; gr.urgency = '3'; gr.update();
			return gr.priority + ',' + gr.sys_mod_count; })()`;
		expect(await worth(script)).toBe('1,0');
	});

	it('knows no table that there is not', async () => {
		expect(await worth("new GlideRecord('nope').isValid() + walk()".replace('walk()', "''"))).toBe('false');
	});
});

describeEmulator('a rule of the older form', () => {
	it('is a function with the name of its time, which is called', async () => {
		const [rule] = store().find('sys_script', { name: 'script' });
		const script = "function onBefore(current, previous) { current.description = 'called'; }";
		store().put('sys_script', { sys_id: rule?.sys_id ?? '', script });
		const answer = await instance.call(TABLE, { method: 'POST', body: { short_description: 'run' } });
		expect(answer.json().result.description).toBe('called');
	});
});
