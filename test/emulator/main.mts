import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { createEmulator } from './emulator.mts';
import { ServiceNowError } from './errors.mts';
import { verboseLog } from './log.mts';
import { DEFAULT_OPTIONS } from './options.mts';
import type { Fault } from './fault.mts';
import { faultsOf } from './faults/check.mts';
import type { EmulatorOptions } from './types.mts';

function wholeNumber(text: string): number {
	if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Not a whole number.');
	return Number(text);
}

function atLeastOne(text: string): number {
	const number = wholeNumber(text);
	if (number < 1) throw new InvalidArgumentError('With less than 1 nothing would ever be answered.');
	return number;
}

/** `0,-2500`: one node is right, the other behind. */
function milliseconds(text: string): number[] {
	const list = text.split(',').map(Number);
	if (text === '' || !list.every(Number.isFinite))
		throw new InvalidArgumentError('Expected milliseconds, e.g. 0,-2500.');
	return list;
}

/** `name=value`, collected into one object. */
function pair<T>(convert: (text: string) => T): (text: string, before: Record<string, T>) => Record<string, T> {
	return (text, before) => {
		const [name = '', ...rest] = text.split('=');
		if (name === '' || rest.length === 0) throw new InvalidArgumentError('Expected NAME=VALUE.');
		return { ...before, [name]: convert(rest.join('=')) };
	};
}

/** What is wrong with a script of faults stands in the detail. */
function reasonOf(error: unknown): string {
	if (error instanceof ServiceNowError && error.detail !== null) return error.detail;
	return error instanceof Error ? error.message : String(error);
}

function faultFile(path: string): Fault[] {
	try {
		const data: unknown = JSON.parse(readFileSync(path, 'utf8'));
		return faultsOf(data);
	} catch (error) {
		throw new InvalidArgumentError(reasonOf(error));
	}
}

const program = new Command('emulator')
	.description('A ServiceNow instance for tests: prints one JSON line on stdout when ready, logs on stderr.')
	.option('--port <N>', 'port; 0 is any free one', wholeNumber, DEFAULT_OPTIONS.port)
	.option('--host <H>', 'address to listen on', DEFAULT_OPTIONS.host)
	.option('--tls', 'HTTPS with a certificate of its own authority (caFile of the ready line)', DEFAULT_OPTIONS.tls)
	.option('--db <FILE>', 'SQLite file', DEFAULT_OPTIONS.db)
	.addOption(
		new Option('--seed <KIND>', 'what the instance holds').choices(['demo', 'empty']).default(DEFAULT_OPTIONS.seed),
	)
	.option('--rows <TABLE=N>', 'generate N rows (repeatable)', pair(wholeNumber), {})
	.option('--latency <MS>', 'round-trip delay', wholeNumber, DEFAULT_OPTIONS.latency)
	.option('--service-time <MS>', 'time per record operation', wholeNumber, DEFAULT_OPTIONS.serviceTime)
	.option('--semaphores <N>', 'parallel API transactions, at least 1', atLeastOne, DEFAULT_OPTIONS.semaphores)
	.option('--token-lifetime <S>', "seconds, over the clients' own (1800)", wholeNumber, DEFAULT_OPTIONS.tokenLifetime)
	.option(
		'--refresh-lifetime <S>',
		"seconds, over the clients' own (8640000)",
		wholeNumber,
		DEFAULT_OPTIONS.refreshLifetime,
	)
	.option('--property <NAME=VALUE>', 'a system property (repeatable)', pair(String), {})
	.option(
		'--node-clock-skew <MS,MS>',
		'application nodes, each so far ahead',
		milliseconds,
		DEFAULT_OPTIONS.nodeClockSkew,
	)
	.option('--faults <FILE>', 'a script of faults (JSON)', faultFile, []);

interface Arguments extends Omit<EmulatorOptions, 'properties'> {
	property: Record<string, string>;
}

const { property, ...options } = program.parse().opts<Arguments>();
const emulator = await createEmulator({ ...options, properties: property }, verboseLog).catch((error: unknown) =>
	program.error(`error: ${reasonOf(error)}`),
);
process.stdout.write(`${JSON.stringify(emulator.ready)}\n`);

let stopping = false;

/** A second signal, as an impatient Ctrl-C sends it, finds the work already under way. */
function stop(): void {
	if (stopping) return;
	stopping = true;
	emulator.close().then(
		() => process.exit(0),
		(error: unknown) => {
			verboseLog.error(error);
			process.exit(1);
		},
	);
}

process.on('SIGTERM', stop);
process.on('SIGINT', stop);
