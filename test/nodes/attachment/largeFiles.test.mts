import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileOf } from '../../../bench/contestants/material.mts';
import { startWorker } from '../../../bench/contestants/workerProcess.mts';
import { forgetPeak, memoryOf } from '../../../bench/measure/process.mts';
import type { Way } from '../../../bench/task.mts';
import { sha256 } from '../../support/n8n/files.mts';
import { type Stage, stage } from '../../support/instance.mts';

const MEGABYTE = 1024 * 1024;
const SIZE = 50 * MEGABYTE;

let s: Stage;
let folder: string;
let target: string;
beforeAll(async () => {
	s = await stage();
	folder = await mkdtemp(join(tmpdir(), 'servicenow-large-'));
	target = String(s.emulator.store.find('incident', {}).at(0)?.sys_id);
});
afterAll(async () => {
	await s.close();
	await rm(folder, { recursive: true, force: true });
});

/** Does it in a process of its own, whose memory nothing else grows. */
async function inOwnProcess(way: Way, attachment = ''): Promise<{ done: number; memory: number }> {
	const { clientId: client_id = '', clientSecret: client_secret = '' } = s.clientCredentials();
	const user = { user_name: '', password: '' };
	const access = { url: s.emulator.url, user, client: { client_id, client_secret }, n8nFolder: '' };
	const worker = await startWorker('node', access, { folder, caFile: undefined });
	try {
		await worker.settle();
		await forgetPeak(worker.pid);
		const { now } = await memoryOf(worker.pid);
		const task = { way, items: 1, table: 'incident', records: [{ number: '', sys_id: target }], run: '' };
		const { done } = await worker.perform({ ...task, fileSize: SIZE, attachment });
		return { done, memory: (await memoryOf(worker.pid)).peak - now };
	} finally {
		await worker.stop();
	}
}

describe('A file of 50 MB', () => {
	it('goes up and down whole, in less than 150 MB of memory', async () => {
		const up = await inOwnProcess('upload');
		expect(up.done).toBe(SIZE);
		const stored = s.stored('sys_attachment', { table_sys_id: target });
		expect(stored).toMatchObject({ size_bytes: String(SIZE), file_name: 'bench.bin' });
		expect(stored?.hash).toBe(sha256(await readFile(await fileOf(SIZE))));
		const down = await inOwnProcess('download', String(stored?.sys_id));
		expect(down.done).toBe(SIZE);
		expect([up, down].map(({ memory }) => Math.round(memory / MEGABYTE)).filter((used) => used >= 150)).toEqual([]);
	});
});
