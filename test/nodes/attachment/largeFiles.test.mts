import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Assignment, Job, Result } from '../../../bench/job.mts';
import { fileOf } from '../../../bench/material.mts';
import { sha256 } from '../../support/n8n/files.mts';
import { type Stage, stage } from '../../support/instance.mts';

const run = promisify(execFile);
const MEGABYTE = 1024 * 1024;
const SIZE = 50 * MEGABYTE;
const FLAGS = ['ExperimentalWarning', 'MODULE_TYPELESS_PACKAGE_JSON'].map((name) => `--disable-warning=${name}`);

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

/** Does the job in a process of its own, whose memory nothing else grows. */
async function inOwnProcess(job: Job, attachment = ''): Promise<Result> {
	const { clientId: client_id = '', clientSecret: client_secret = '' } = s.clientCredentials();
	const assignment: Assignment = {
		job,
		contestant: 'package',
		url: s.emulator.url,
		user: { user_name: '', password: '' },
		client: { client_id, client_secret },
		items: 1,
		records: [{ number: '', sys_id: target }],
		fileSize: SIZE,
		attachment,
		n8nFolder: '',
	};
	const file = join(folder, 'assignment.json');
	await writeFile(file, JSON.stringify(assignment));
	const { stdout } = await run(process.execPath, [...FLAGS, '--expose-gc', 'bench/worker.mts', file], {
		env: { ...process.env, N8N_USER_FOLDER: folder, N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem' },
	});
	return JSON.parse(stdout) as Result;
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
