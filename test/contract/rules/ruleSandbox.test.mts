/** Scripts come from whoever may write a rule. They get the language, the API of the platform, and nothing else. */
import { describeEmulator, useInstance } from '../instance.mts';
import { makeRule } from './rules.mts';

const TABLE = '/api/now/table/incident';
const instance = useInstance({ seed: 'empty' });
const store = () => instance.emulator.store;
const create = () => instance.call(TABLE, { method: 'POST', body: {} });
const logs = () =>
	store()
		.find('syslog', {})
		.map(({ message }) => message);

beforeEach(() => instance.emulator.reset());

/** Past `executeRule`, so that nothing stands around the text. */
async function scripted(script: string, values: object = {}) {
	await makeRule(instance, {});
	const [rule] = store().find('sys_script', {});
	store().put('sys_script', { sys_id: rule?.sys_id ?? '', script, advanced: 'true', ...values });
	return await create();
}

const description = async (script: string) => (await scripted(script)).json().result.description;

describeEmulator('a script', () => {
	it('finds the language and the API of the platform, and nothing else', async () => {
		const known = await description(
			'current.description = Object.getOwnPropertyNames(this).filter(function (n) { return !/^[A-Z]|^(is|parse|de|en|esc|un|glob|eval|undef)/.test(n); }).sort().join();',
		);
		expect(known).toBe('$ending,current,gs,previous,sn_ws');
	});

	it.each([
		...['process', 'require', 'module', 'global', 'fetch', 'Buffer', 'setTimeout', 'setImmediate', 'console'],
		...['WebAssembly', 'Atomics', 'Worker', 'XMLHttpRequest', 'Java', 'Packages', 'std', 'os', 'host', 'install'],
	])('has no %s', async (name) => {
		expect(await description(`current.description = typeof ${name};`)).toBe('undefined');
	});

	it.each([
		['the Function constructor', "(function(){}).constructor('return typeof process + typeof require')()"],
		['the constructors of what it is given', "gs.info.constructor('return typeof process + typeof require')()"],
		[
			'errors',
			"(function () { try { gs.getProperty({ toString: null }); } catch (e) { return e.constructor.constructor('return typeof process + typeof require')(); } return 'undefinedundefined'; })()",
		],
		['eval', "(0, eval)('typeof process + typeof require')"],
		['async functions', "(async function(){}).constructor('return 1') && typeof process + typeof require"],
		[
			'getters',
			"Object.getOwnPropertyDescriptor(Object.prototype, '__proto__').get.constructor('return typeof process + typeof require')()",
		],
	])('gets no further by %s', async (_what, expression) => {
		expect(await description(`current.description = ${expression};`)).toBe('undefinedundefined');
	});

	it('loads no modules', async () => {
		const script =
			"import('node:fs').then(function () { current.description = 'loaded'; }); current.description = 'asked';";
		expect(await description(script)).toBe('asked');
		expect(await description("import fs from 'node:fs'; current.description = 'loaded';")).toBe('');
	});

	it('leaves nothing behind for the next one', async () => {
		const spoil = `var left = 'behind'; JSON.stringify = function () { return '{}'; };
			Object.prototype.toString = null; Array.prototype.join = null; current.description = 'spoilt';`;
		await scripted(spoil);
		await instance.emulator.store.settled();
		const [rule] = store().find('sys_script', {});
		const script = "current.description = typeof left + JSON.stringify([1, 2].join('-'));";
		store().put('sys_script', { sys_id: rule?.sys_id ?? '', script });
		expect((await create()).json().result.description).toBe('undefined"1-2"');
	});

	it('changes nothing of its record but the columns that there are', async () => {
		const script =
			"current.__proto__ = { x: 1 }; current.constructor = 'c'; current.nope = '1'; current.description = 'kept';";
		const answer = await scripted(script);
		expect([answer.status, answer.json().result.description]).toEqual([201, 'kept']);
		expect(({} as Record<string, unknown>).x).toBeUndefined();
	});
});

describeEmulator('a script that takes too much', () => {
	const CANCELLED = 'Transaction cancelled: maximum execution time exceeded';
	const detailOf = (answer: { json<T>(): T }) => answer.json<{ error: { message: string; detail: string } }>().error;

	it.each([
		['time', 'while (true) {}'],
		['time, in an expression', "/^(a+)+$/.test(new Array(40).join('a') + 'b');"],
		['time, in a handler of its own end', 'function f() { try { while (true) {} } finally { f(); } } f();'],
		['memory', "var kept = []; while (true) kept.push(new Array(100000).join('x'));"],
	])('(%s) is stopped, the write with it, and the instance goes on', async (_what, script) => {
		store().setProperty('emulator.script.time_limit', '400');
		const answer = await scripted(script);
		const words = answer.status === 201 ? logs().join() : detailOf(answer).message;
		// Memory may end a script before its time does; that is an error like any other.
		expect(words).toMatch(
			/^(Transaction cancelled: maximum execution time exceeded|a rule: InternalError: out of memory)/,
		);
		const [rule] = store().find('sys_script', {});
		store().put('sys_script', { sys_id: rule?.sys_id ?? '', script: "current.description = 'next';" });
		expect((await create()).json().result.description).toBe('next');
	});

	it('of the stack fails alone', async () => {
		const script = "current.description = 'so far'; (function f() { f(); })();";
		const answer = await scripted(script);
		expect(answer.json().result.description).toBe('so far');
		expect(logs()).toEqual([expect.stringContaining('stack overflow')]);
	});

	it('leaves no record behind where it ran before the write', async () => {
		store().setProperty('emulator.script.time_limit', '300');
		const answer = await scripted('while (true) {}');
		expect([answer.status, detailOf(answer)]).toEqual([
			500,
			{
				message: CANCELLED,
				detail: expect.stringMatching(/^Business rule 'a rule' was stopped: It ran for longer than 300/),
			},
		]);
		expect([store().find('incident', {}), logs()]).toEqual([[], [expect.stringMatching(/^a rule was stopped/)]]);
	});

	it('ends the answer, but not the write, where it ran behind it', async () => {
		store().setProperty('emulator.script.time_limit', '300');
		const answer = await scripted('while (true) {}', { when: 'after' });
		expect([answer.status, detailOf(answer).message]).toEqual([500, CANCELLED]);
		expect(store().find('incident', {})).toHaveLength(1);
	});

	it('ends a job, and nobody notices but the log', async () => {
		store().setProperty('emulator.script.time_limit', '300');
		expect((await scripted('while (true) {}', { when: 'async_always' })).status).toBe(201);
		await store().settled();
		expect([store().jobs(), logs()]).toEqual([
			{ waiting: 0, running: 0, done: 0, failed: 1 },
			[expect.stringMatching(/^a rule was stopped/)],
		]);
	});

	it('does not pay for what it waits for', async () => {
		store().setProperty('emulator.script.time_limit', '1500');
		const script =
			'for (var i = 0; i < 300; i++) gs.getProperty("glide.sys.date_format"); current.description = "through";';
		expect(await description(script)).toBe('through');
	});
});
