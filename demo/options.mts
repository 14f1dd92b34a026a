import { Command, InvalidArgumentError } from 'commander';
import type { N8nVersion } from '../test/harness/install/n8n.mts';
import { isN8nVersion, N8N_VERSIONS } from '../test/harness/install/n8n.mts';

export interface DemoOptions {
	once: boolean;
	keep: boolean;
	n8n: N8nVersion;
	port: number;
}

/** n8n's own, and the one that the emulator's OAuth application has registered for Connect. */
const DEFAULT_PORT = 5678;
const NEWEST: N8nVersion = '2.41.1';
const MAX_PORT = 65_535;

function version(text: string): N8nVersion {
	if (isN8nVersion(text)) return text;
	throw new InvalidArgumentError(`Known are ${N8N_VERSIONS.join(' and ')}.`);
}

function port(text: string): number {
	const value = Number(text);
	if (Number.isInteger(value) && value >= 0 && value <= MAX_PORT) return value;
	throw new InvalidArgumentError(`A port is a whole number from 0 (any free one) to ${MAX_PORT}.`);
}

export function parseOptions(args: readonly string[]): DemoOptions {
	const options = new Command('npm run demo --')
		.description('Brings up a ServiceNow emulator and a real n8n with this package installed, both on 127.0.0.1 only.')
		.option('--once', 'run the incident workflow without a browser, print the result as JSON, end', false)
		.option('--keep', 'with --once: leave n8n and the emulator running until Ctrl-C', false)
		.option('--n8n <version>', `the n8n to run: ${N8N_VERSIONS.join(' or ')}`, version, NEWEST)
		.option('--port <number>', `n8n's port, 0 for any free one (default: ${DEFAULT_PORT}, with --once 0)`, port)
		.parse([...args], { from: 'user' })
		.opts<Omit<DemoOptions, 'port'> & { port?: number }>();
	return { ...options, port: options.port ?? (options.once ? 0 : DEFAULT_PORT) };
}
