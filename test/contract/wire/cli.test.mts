import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Agent, request } from 'undici';
import type { Ready, Statistics } from '../../emulator/types.mts';
import { clientNamed, describeEmulator, login, send } from '../instance.mts';

const MAIN = join(__dirname, '..', '..', 'emulator', 'main.mts');

interface Running {
	process: ChildProcessWithoutNullStreams;
	ready: Ready;
	exit: Promise<number | null>;
}

const started: ChildProcessWithoutNullStreams[] = [];

function start(...options: string[]): ChildProcessWithoutNullStreams {
	const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...options]);
	started.push(child);
	return child;
}

const exitOf = (child: ChildProcessWithoutNullStreams) =>
	new Promise<number | null>((done) => child.once('exit', done));

async function run(...options: string[]): Promise<Running> {
	const child = start(...options);
	const exit = exitOf(child);
	const errors: string[] = [];
	child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
	const line = new Promise<string>((done) => createInterface({ input: child.stdout }).once('line', done));
	const first = await Promise.race([line, exit.then((code) => `exit ${String(code)}: ${errors.join('')}`)]);
	return { process: child, ready: JSON.parse(first), exit };
}

const post = (url: string, body: object) => send(url, { method: 'POST', body });

describeEmulator('the command line', () => {
	let folder = '';
	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'servicenow-emulator-test-'));
	});
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	// Stopped in earnest, so that the temporary folders go with them.
	afterEach(async () => {
		const running = started.splice(0).filter(({ exitCode }) => exitCode === null);
		const exits = running.map(exitOf);
		for (const child of running) child.kill('SIGTERM');
		await Promise.all(exits);
	});

	it('prints one ready line with everything that one needs to sign in, and stops on SIGTERM', async () => {
		const { process: child, ready, exit } = await run('--seed', 'empty');
		expect(ready).toMatchObject({ url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/), pid: child.pid });
		expect(ready.users).toContainEqual({ user_name: 'admin', password: expect.any(String), roles: ['admin'] });
		expect(ready.oauth[0]).toMatchObject({ client_id: expect.any(String), client_secret: expect.any(String) });
		expect(ready.apiKeys[0]).toMatchObject({ key: expect.any(String) });
		const answer = await send(`${ready.url}/api/now/table/incident?sysparm_limit=1`, { as: login('admin') });
		expect(answer.json()).toEqual({ result: [] });
		child.kill('SIGTERM');
		expect(await exit).toBe(0);
	});

	it('serves HTTPS with a certificate that its caFile vouches for', async () => {
		const { ready } = await run('--seed', 'empty', '--tls');
		expect(ready.url).toMatch(/^https:/);
		const dispatcher = new Agent({ connect: { ca: readFileSync(ready.caFile ?? '') } });
		const { statusCode, body } = await request(`${ready.url}/api/now/table/incident`, { dispatcher });
		await body.dump();
		await dispatcher.close();
		expect(statusCode).toBe(401);
	});

	it('takes lifetimes, properties, rows and faults', async () => {
		const faults = join(folder, 'faults.json');
		const fault = { match: { path: 'sys_choice' }, action: { kind: 'status', status: 418, message: 'as scripted' } };
		writeFileSync(faults, JSON.stringify([fault]));
		const options = ['--token-lifetime', '90', '--property', 'x.y=a=b', '--rows', 'incident=25', '--faults', faults];
		const { ready } = await run('--seed', 'empty', ...options);
		const get = (path: string) => send(`${ready.url}/api/now/table/${path}`, { as: login('admin') });
		const form = new URLSearchParams({ grant_type: 'client_credentials', ...clientNamed('Client credentials') });
		const token = await send(`${ready.url}/oauth_token.do`, { method: 'POST', body: form });
		expect(token.json<{ expires_in: number }>().expires_in).toBe(89);
		expect((await get('sys_properties?sysparm_query=name=x.y&sysparm_fields=value')).json()).toEqual({
			result: [{ value: 'a=b' }],
		});
		expect((await get('incident?sysparm_limit=1')).headers['x-total-count']).toBe('25');
		expect((await get('sys_choice')).status).toBe(418);
	});

	it('runs scripts of business rules, and has nodes with clocks of their own', async () => {
		const { ready } = await run('--seed', 'empty', '--node-clock-skew', '0,7200000');
		const create = async (name: string, body: object) => {
			const path = `${ready.url}/api/now/table/${name}`;
			return (await send(path, { method: 'POST', body, as: login('admin') })).json().result;
		};
		const script = "current.description = 'by ' + gs.getUserName();";
		const on = { collection: 'incident', action_insert: true, advanced: true };
		await create('sys_script', { name: 'rule', script, ...on });
		const rows = [await create('incident', {}), await create('incident', {})];
		expect(rows.map(({ description }) => description)).toEqual(['by admin', 'by admin']);
		const [first = 0, second = 0] = rows.map(({ sys_created_on = '' }) => Date.parse(`${sys_created_on}Z`));
		expect(Math.abs(second - first)).toBeGreaterThan(7_000_000);
	});

	it('keeps its records and files in a database file', async () => {
		const db = join(folder, 'instance.sqlite');
		const first = await run('--seed', 'empty', '--db', db);
		const call = { method: 'POST' as const, as: login('admin') };
		const made = await send(`${first.ready.url}/api/now/table/incident`, {
			...call,
			body: { short_description: 'kept' },
		});
		const id = made.json().result.sys_id ?? '';
		const path = `/api/now/attachment/file?table_name=incident&table_sys_id=${id}&file_name=a.txt`;
		const headers = { 'content-type': 'text/plain' };
		const file = await send(`${first.ready.url}${path}`, { ...call, headers, body: Buffer.from('kept, too') });
		first.process.kill('SIGTERM');
		await first.exit;
		const second = await run('--seed', 'empty', '--db', db, '--property', 'x.y=new', '--rows', 'incident=5');
		const read = async (from: string) =>
			(await send(`${second.ready.url}/api/now/table/${from}`, { as: login('admin') })).json<{ result: object[] }>()
				.result;
		expect(await read('sys_properties?sysparm_query=name=x.y&sysparm_fields=value')).toEqual([{ value: 'new' }]);
		// Rows are generated into a new database only.
		expect(await read('incident?sysparm_fields=short_description')).toEqual([{ short_description: 'kept' }]);
		const content = `${second.ready.url}/api/now/attachment/${file.json().result.sys_id ?? ''}/file`;
		expect((await send(content, { as: login('admin') })).text).toBe('kept, too');
	});

	it.each([
		[['--port', 'many']],
		[['--seed', 'other']],
		[['--semaphores', '0']],
		[['--rows', 'incident']],
		[['--rows', 'no_such_table=1']],
		[['--faults', '/does/not/exist']],
		[['--node-clock-skew', '0,fast']],
		[['--unknown']],
	])('refuses %j with a message on stderr and nothing on stdout', async (options) => {
		const child = start(...options);
		const output: string[] = [];
		const errors: string[] = [];
		child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
		child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
		expect(await exitOf(child)).toBe(1);
		expect(output).toEqual([]);
		expect(errors.join('')).toMatch(/^error: /);
	});
});

describeEmulator('the controls', () => {
	let running: Running;
	beforeAll(async () => {
		running = await run('--seed', 'empty');
		started.splice(0);
	});
	afterAll(() => running.process.kill('SIGTERM'));

	const table = (path: string) => send(`${running.ready.url}/api/now/table/${path}`, { as: login('admin') });
	const control = (path: string, body: object = {}) => post(`${running.ready.url}/__emulator/${path}`, body);
	const stats = async () => (await send(`${running.ready.url}/__emulator/stats`, {})).json<Statistics>();

	it('counts what the instance serves, and not the controls', async () => {
		await control('stats/reset');
		await table('incident?sysparm_limit=1');
		const figures = await stats();
		expect(figures).toMatchObject({
			total: 1,
			requests: { 'table.list': 1 },
			statuses: { '200': 1 },
			maxConcurrent: 1,
		});
		expect(figures.bytesOut).toBeGreaterThan(0);
		expect(await stats()).toEqual(figures);
	});

	it('moves the clock', async () => {
		expect((await control('clock', { set: '2031-01-02T03:04:05Z' })).text).toContain('2031-01-02T03:04:05');
		await send(`${running.ready.url}/api/now/table/incident`, {
			method: 'POST',
			as: login('admin'),
			body: { number: 'INC1' },
		});
		const created = (await table('incident?sysparm_query=number=INC1&sysparm_fields=sys_created_on')).text;
		expect(created).toContain('2031-01-02 03:04:05');
		expect((await control('clock', { advance: 60 })).text).toContain('2031-01-02T03:05');
		expect((await control('clock', { reset: true })).text).not.toContain('2031');
	});

	it('sets properties and faults, and takes everything back on reset', async () => {
		await control('property', { name: 'x.z', value: 'set' });
		await control('faults', [{ match: { path: 'sys_user' }, action: { kind: 'hibernation' } }]);
		expect((await table('sys_properties?sysparm_query=name=x.z&sysparm_fields=value')).json()).toEqual({
			result: [{ value: 'set' }],
		});
		expect((await table('sys_user')).text).toContain('Hibernating');
		expect((await control('reset')).status).toBe(200);
		expect((await table('sys_properties?sysparm_query=name=x.z')).json()).toEqual({ result: [] });
		expect((await table('sys_user?sysparm_limit=1')).text).not.toContain('Hibernating');
	});

	it('reads JSON whatever the caller calls it', async () => {
		const headers = { 'content-type': 'application/x-www-form-urlencoded' };
		const body = Buffer.from('{"reset": true}');
		expect((await send(`${running.ready.url}/__emulator/clock`, { method: 'POST', headers, body })).status).toBe(200);
	});

	it('changes the seed', async () => {
		expect((await table('incident?sysparm_limit=1')).headers['x-total-count']).toBe('0');
		await control('reset', { seed: 'demo' });
		expect(Number((await table('incident?sysparm_limit=1')).headers['x-total-count'])).toBeGreaterThan(10);
	});

	it.each([
		['clock', {}],
		['faults', { not: 'a list' }],
		['faults', [{ match: {}, action: { kind: 'rate-limits' } }]],
		['faults', [{ match: { path: '(' }, action: { kind: 'hibernation' } }]],
		['property', { name: 'x' }],
		['reset', { seed: 'other' }],
	])('refuses a broken %s command', async (path, body) => {
		expect((await control(path, body)).status).toBe(400);
	});
});
