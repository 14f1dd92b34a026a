import { cpus } from 'node:os';
import { Command, InvalidArgumentError } from 'commander';
import { writeFile } from 'node:fs/promises';
import { packProject } from '../test/harness/install/package.mts';
import { silent, toStderr } from '../test/harness/progress.mts';
import { Workspace } from '../test/harness/workspace.mts';
import { type Ground, N8N, startGround } from './measure/ground.mts';
import { measure } from './measure/rounds.mts';
import { publish, publishModel } from './report/publish.mts';
import { type Line, type Results, settingsOf } from './report/results.mts';
import { politeTable, startTable, table, titleOf } from './report/markdown.mts';
import { type Beside, politeLines, startLines } from './beside/beside.mts';
import { scenarios } from './scenarios/index.mts';
import { TABLES } from './scenarios/lists.mts';
import { USERS } from './scenarios/pickers.mts';
import { type Scenario, type Setting, SETTINGS } from './scenarios/scenario.mts';

interface Options {
	only: string[];
	settings: Setting[];
	rounds: number;
	quick: boolean;
	large: boolean;
	n8n: boolean;
	publish: boolean;
	model: boolean;
	json?: string;
	profile?: string;
}

function count(text: string): number {
	if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('Not a whole number above 0.');
	return Number(text);
}

function settings(text: string): Setting[] {
	return text.split(',').map((name) => {
		if (!Object.hasOwn(SETTINGS, name)) throw new InvalidArgumentError(`There is ${Object.keys(SETTINGS).join(', ')}.`);
		return name as Setting;
	});
}

const options = new Command('bench')
	.description(
		"Measures the node against a bare client without n8n (the floor) and against n8n's built-in node, on one machine in one run.",
	)
	.option('--only <NAME...>', 'scenarios of these names, or whose name has one of them as its first word', [])
	.option('--settings <LIST>', `which of ${Object.keys(SETTINGS).join(',')}`, settings, Object.keys(SETTINGS))
	.option('--rounds <N>', 'rounds that count, after one that warms up', count, 3)
	.option('--quick', 'one round, without a real n8n', false)
	.option('--large', 'also what takes minutes: 10,000 items, 1,000,000 rows, 500 MB', false)
	.option('--no-n8n', 'without a real n8n')
	.option('--publish', 'write docs/performance and the table of the README', false)
	.option(
		'--model',
		'work out what many workers do to an instance, and write it into docs/scaling.md; measures nothing',
		false,
	)
	.option('--json <FILE>', 'write what was measured into a file')
	.option('--profile <FOLDER>', 'write a CPU profile of each process')
	.parse()
	.opts<Options>();

const rounds = options.quick ? 1 : options.rounds;
const isHosted = options.n8n && !options.quick;
const SPARE_ROUNDS = 4;

function isChosen({ name, isLarge = false }: Scenario): boolean {
	const isNamed = options.only.length === 0 || options.only.some((words) => `${name} `.startsWith(`${words} `));
	return isNamed && (options.large || !isLarge);
}

/** Rows that the chosen scenarios need, so that nobody waits for others. */
function needs(chosen: Scenario[]) {
	const items = chosen.filter(({ way }) => !way.startsWith('list')).map((scenario) => scenario.items);
	const rows: Record<string, number> = Object.fromEntries(
		Object.entries(TABLES).filter(([name]) => chosen.some(({ table: own }) => own === name)),
	);
	if (chosen.some(({ table: own }) => own === 'sc_req_item')) rows.sc_req_item = 1_000_000;
	if (chosen.some(({ way }) => way === 'userPicker')) rows.sys_user = USERS;
	const deleted = chosen.filter(({ way }) => way === 'delete');
	const spare = deleted.reduce((sum, scenario) => sum + scenario.items * scenario.by.length, 0) * (rounds + 1);
	return { rows, kept: Math.max(10, ...items), spare: Math.max(SPARE_ROUNDS, spare) };
}

/** One that fails says so, and ends none of the others. */
async function measured(ground: Ground, scenario: Scenario, setting: Setting): Promise<Line[]> {
	toStderr(`${SETTINGS[setting].label}: ${scenario.name} …`);
	const flags = options.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${options.profile}`];
	try {
		const lines = await measure(ground, { scenario, setting, rounds, flags });
		for (const { contestant, time } of lines) toStderr(`  ${contestant}: ${time.median} ms`);
		return lines;
	} catch (error) {
		toStderr(`  failed: ${error instanceof Error ? error.message : String(error)}`);
		process.exitCode = 1;
		return [];
	}
}

async function measureSetting(setting: Setting, tarball: string | undefined): Promise<Line[]> {
	const chosen = scenarios.filter((scenario) => isChosen(scenario) && scenario.in.includes(setting));
	if (chosen.length === 0) return [];
	const usesN8n = chosen.some(({ by }) => by.some((name) => name.endsWith('in n8n')));
	const wanted = { setting, ...needs(chosen), tarball: usesN8n ? tarball : undefined, progress: silent };
	const ground: Ground = await startGround(wanted);
	try {
		const lines: Line[] = [];
		for (const scenario of chosen) lines.push(...(await measured(ground, scenario, setting)));
		return lines;
	} finally {
		await ground.stop();
	}
}

const isWanted = (name: Beside) => options.only.length === 0 || options.only.includes(name);

/** Those of the wanted ones that no scenario is. */
async function measureBeside(folder: string, tarball: string | undefined): Promise<Pick<Results, 'polite' | 'start'>> {
	const items = options.quick ? 1_000 : 10_000;
	return {
		...(isWanted('polite') ? { polite: await politeLines(items) } : {}),
		...(isWanted('start') && tarball !== undefined ? { start: await startLines(folder, tarball, rounds) } : {}),
	};
}

function show({ lines, polite, start }: Results): void {
	const tables = [
		...settingsOf(lines).map((setting) => `${titleOf(setting)}\n\n${table(lines, setting)}`),
		...(polite === undefined ? [] : [politeTable(polite)]),
		...(start === undefined ? [] : [startTable(start)]),
	];
	process.stdout.write(tables.map((one) => `\n${one}\n`).join(''));
}

async function measureAll(workspace: Workspace): Promise<void> {
	const tarball = isHosted ? await packProject(workspace.folder) : undefined;
	const lines: Line[] = [];
	for (const setting of options.settings) lines.push(...(await measureSetting(setting, tarball)));
	const results: Results = {
		day: new Date().toISOString().slice(0, 10),
		machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`,
		node: process.version,
		n8n: N8N,
		lines,
		...(await measureBeside(workspace.folder, tarball)),
	};
	show(results);
	if (options.json !== undefined) await writeFile(options.json, JSON.stringify(results));
	if (options.publish) await publish(results);
	await workspace.dispose();
}

/** The model works with classes of the node, which Node itself cannot load. */
async function workOut(): Promise<void> {
	await import('../test/support/process/sourceHooks.mts');
	const { scalingTable } = await import('./model/scaling.mts');
	await publishModel(scalingTable());
}

if (options.model) await workOut();
else await Workspace.create(measureAll);
