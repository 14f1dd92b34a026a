import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Command, InvalidArgumentError } from 'commander';
import { Agent, request } from 'undici';
import { type EmulatorServer, startEmulator } from '../test/harness/servicenow/emulator.mts';
import { projectFolder } from '../test/harness/project.mts';
import { type Assignment, CONTESTANTS, type Contestant, type Job, JOBS, type Result } from './job.mts';
import { prepare } from './prepare.mts';
import { type Line, table } from './table.mts';

interface Options {
	rows: number;
	items: number;
	latency: number;
	fileMb: number;
	repeat: number;
	jobs: Job[];
	n8n: string;
	json: boolean;
}

function count(text: string): number {
	if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('Not a whole number above 0.');
	return Number(text);
}

function jobs(text: string): Job[] {
	return text.split(',').map((name) => {
		const job = JOBS.find((known) => known === name);
		if (job === undefined) throw new InvalidArgumentError(`There is ${JOBS.join(', ')}.`);
		return job;
	});
}

const options = new Command('bench')
	.description(
		'Measures the node against a bare client without n8n (the floor) and against the ServiceNow node of n8n, on one machine in one run.',
	)
	.option('--rows <N>', 'incidents to list', count, 10_000)
	.option('--items <N>', 'records to create, get and update', count, 1000)
	.option('--latency <MS>', 'round-trip delay of the emulator', Number, 20)
	.option('--file-mb <N>', 'size of the file to upload and download', count, 50)
	.option('--repeat <N>', 'runs of each job, of which the quickest counts', count, 3)
	.option('--jobs <LIST>', `which of ${JOBS.join(',')}`, jobs, [...JOBS])
	.option('--n8n <VERSION>', 'installed version whose built-in node is measured', '2.41.1')
	.option('--json', 'print JSON only', false)
	.parse()
	.opts<Options>();

const run = promisify(execFile);
const LAST_PATIENCE_MS = 600_000;
const n8nFolder = path.join(projectFolder(), '.n8n-runtime', options.n8n);
const hasBuiltIn = existsSync(path.join(n8nFolder, 'node_modules', 'n8n-nodes-base'));
const say = (text: string) => void (options.json || process.stderr.write(`${text}\n`));

/** Files of this size take the built-in node the better part of a minute and gigabytes of memory. */
const BUILT_IN_JOBS: Job[] = ['create', 'get', 'update', 'list'];

async function emulatorStats({ url }: EmulatorServer): Promise<{ total: number; connections: number }> {
	const { body } = await request(`${url}/__emulator/stats`, { dispatcher });
	return (await body.json()) as { total: number; connections: number };
}

async function measure(emulator: EmulatorServer, assignment: Assignment): Promise<Line> {
	const runs: Result[] = [];
	const file = path.join(userFolder, 'assignment.json');
	await writeFile(file, JSON.stringify(assignment));
	const before = await emulatorStats(emulator);
	for (let nth = 0; nth < options.repeat; nth++) {
		const worker = path.join(projectFolder(), 'bench', 'worker.mts');
		const flags = [
			'--disable-warning=ExperimentalWarning',
			'--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
			'--expose-gc',
		];
		const { stdout } = await run(process.execPath, [...flags, worker, file], {
			cwd: projectFolder(),
			timeout: LAST_PATIENCE_MS,
			env: {
				...process.env,
				NODE_EXTRA_CA_CERTS: emulator.caFile,
				N8N_USER_FOLDER: userFolder,
				N8N_ENCRYPTION_KEY: 'a key for measurements only',
				N8N_LOG_LEVEL: 'silent',
				N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
			},
		});
		runs.push(JSON.parse(stdout) as Result);
	}
	const after = await emulatorStats(emulator);
	const best = runs.reduce((a, b) => (b.milliseconds < a.milliseconds ? b : a));
	return {
		job: assignment.job,
		contestant: assignment.contestant,
		...best,
		memory: Math.min(...runs.map(({ memory }) => memory)),
		requests: Math.round((after.total - before.total) / options.repeat),
		connections: Math.round((after.connections - before.connections) / options.repeat),
	};
}

function contestantsOf(job: Job): Contestant[] {
	return CONTESTANTS.filter((name) => name !== 'built-in' || (hasBuiltIn && BUILT_IN_JOBS.includes(job)));
}

const userFolder = await mkdtemp(path.join(tmpdir(), 'servicenow-bench-'));
const latency = ['--latency', String(options.latency)];
const rows = ['--rows', `incident=${options.rows}`];
const emulator = await startEmulator(['--tls', ...latency, ...rows], path.join(userFolder, 'emulator.log'));
const dispatcher = new Agent({ connect: { ca: readFileSync(emulator.caFile ?? '') } });
try {
	if (!hasBuiltIn) say(`n8n ${options.n8n} is not installed (npm run demo does that): its built-in node is left out.`);
	const prepared = await prepare(emulator, dispatcher, {
		items: options.items,
		fileSize: options.fileMb * 1024 * 1024,
		n8nFolder,
	});
	const lines: Line[] = [];
	for (const job of options.jobs) {
		for (const contestant of contestantsOf(job)) {
			say(`${job}: ${contestant} …`);
			lines.push(await measure(emulator, { ...prepared, job, contestant }));
		}
	}
	process.stdout.write(options.json ? `${JSON.stringify({ options, lines })}\n` : `\n${table(lines)}\n`);
} finally {
	await dispatcher.close();
	await emulator.stop();
	await rm(userFolder, { recursive: true, force: true });
}
