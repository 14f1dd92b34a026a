import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandError, runCommand, tryCommand } from '../harness/processes/command.mts';
import { readExamples } from '../../demo/examples.mts';
import { parseFlatted } from '../harness/n8n/flatted.mts';
import { withLock } from '../harness/processes/folderLock.mts';
import { isN8nVersion, N8N_VERSIONS } from '../harness/install/n8n.mts';
import { freePort } from '../harness/processes/port.mts';
import { silent } from '../harness/progress.mts';
import { readRun } from '../harness/n8n/run.mts';
import { chain, insertAfter, manualTrigger, node, withCredential } from '../harness/n8n/workflow.mts';

describe('a stored run', () => {
	it('keeps shared and circular parts', () => {
		const whole = parseFlatted('[{"list":"1","self":"0"},["2","2"],{"text":"3"},"hello"]') as Record<string, unknown>;
		expect(whole.self).toBe(whole);
		expect(whole.list).toEqual([{ text: 'hello' }, { text: 'hello' }]);
	});

	it('gives the items of an output and the error of a node', () => {
		const data = {
			resultData: {
				runData: { A: [{ data: { main: [[{ json: { a: 1 } }], null] } }], B: [{ error: { message: 'no' } }] },
			},
		};
		const run = readRun({ id: '1', status: 'error', startedAt: '2026-01-01T00:00:00Z', stoppedAt: null, data });
		expect(run?.items('A')).toEqual([{ a: 1 }]);
		expect(run?.items('A', 1)).toEqual([]);
		expect(run?.nodeError('B')).toEqual({ message: 'no' });
	});

	it('is not there before its data is', () => {
		expect(readRun({ id: '1', status: 'success', startedAt: '2026-01-01T00:00:00Z', data: '[]' })).toBeUndefined();
		expect(
			readRun({ id: '1', status: 'running', startedAt: '2026-01-01T00:00:00Z', data: { resultData: {} } }),
		).toBeUndefined();
	});
});

describe('a workflow', () => {
	const workflow = chain(
		'w',
		manualTrigger(),
		node('A', 'x.a', {}, { credentials: { k: { id: 'old', name: 'old' } } }),
		node('B', 'x.b'),
	);

	it('takes a further node in between', () => {
		const { connections, nodes } = insertAfter(workflow, 'A', node('N', 'x.n'));
		expect(nodes.map(({ name }) => name)).toEqual(['Start', 'A', 'B', 'N']);
		expect(connections).toMatchObject({ A: { main: [[{ node: 'N' }]] }, N: { main: [[{ node: 'B' }]] } });
	});

	it('refuses a place that it does not have', () => {
		expect(() => insertAfter(workflow, 'C', node('N', 'x.n'))).toThrow('has no node "C"');
	});

	it('gets a credential of this n8n, of whatever type', () => {
		const { nodes } = withCredential(workflow, { id: 'new', name: 'New', type: 'other' });
		expect(nodes.map(({ credentials }) => credentials)).toEqual([
			undefined,
			{ other: { id: 'new', name: 'New' } },
			undefined,
		]);
		expect(nodes.map(({ parameters }) => parameters.authentication)).toEqual([undefined, 'other', undefined]);
	});

	it('is importable as it stands in the examples', async () => {
		for (const { name, nodes, connections } of await readExamples()) {
			const names = nodes.map((each) => each.name);
			expect({ name, names }).toEqual({ name, names: [...new Set(names)] });
			const linked = JSON.stringify(connections).match(/"node":"[^"]+"/g) ?? [];
			for (const link of linked) expect(names).toContain(link.slice('"node":"'.length, -1));
		}
	});
});

describe('a lock', () => {
	let folder: string;
	beforeEach(async () => {
		folder = await mkdtemp(path.join(tmpdir(), 'lock-'));
	});
	afterEach(async () => await rm(folder, { recursive: true, force: true }));

	it('lets one go after the other', async () => {
		const file = path.join(folder, 'a.lock');
		const order: string[] = [];
		const work = (name: string) => async () => {
			order.push(`${name} in`);
			await sleep(50);
			order.push(`${name} out`);
		};
		await Promise.all([withLock(file, silent, work('1')), withLock(file, silent, work('2'))]);
		expect(order).toHaveLength(4);
		expect(order[1]).toBe(order[0]?.replace('in', 'out'));
	});

	it('is taken over from a process that has gone', async () => {
		const file = path.join(folder, 'a.lock');
		const { stdout } = await runCommand(process.execPath, ['-p', 'process.pid']);
		await writeFile(file, stdout.trim());
		expect(await withLock(file, silent, async () => 'done')).toBe('done');
	});

	it('opens again after a failure', async () => {
		const file = path.join(folder, 'a.lock');
		const failing = withLock(file, silent, async () => await Promise.reject(new Error('no')));
		await expect(failing).rejects.toThrow('no');
		expect(await withLock(file, silent, async () => 'done')).toBe('done');
	});
});

describe('a command', () => {
	it('that fails names itself, its exit code and its output', async () => {
		const failing = runCommand(process.execPath, ['-e', 'console.error("what went wrong"); process.exit(3)']);
		await expect(failing).rejects.toThrow(CommandError);
		await expect(failing).rejects.toThrow(/exit code 3:\nwhat went wrong/);
	});

	it('may fail where that is expected', async () => {
		expect(await tryCommand(process.execPath, ['-e', 'process.exit(3)'])).toMatchObject({ exitCode: 3 });
	});

	it('that does not exist is named', async () => {
		await expect(runCommand('no-such-command', [])).rejects.toThrow('Cannot start `no-such-command`');
	});
});

describe('a port', () => {
	it('is another one when the wished one is taken', async () => {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		expect(await freePort(port)).not.toBe(port);
		await new Promise((resolve) => server.close(resolve));
		expect(await freePort(port)).toBe(port);
	});
});

it('knows its n8n versions', () => {
	expect(N8N_VERSIONS[0]).toBe('2.41.1');
	expect(isN8nVersion('constructor')).toBe(false);
});
