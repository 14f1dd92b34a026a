import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandError, runCommand, tryCommand } from '../../harness/processes/command.mts';
import { withLock } from '../../harness/processes/folderLock.mts';
import { freePort } from '../../harness/processes/port.mts';
import { silent } from '../../harness/progress.mts';

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
