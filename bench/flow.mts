/**
 * What one Incident → Create is made of: the functions of the package that run for it, and the way from the node's `execute` to n8n's
 * request helper.
 *
 *     node --disable-warning=ExperimentalWarning bench/flow.mts
 */
import '../test/support/process/sourceHooks.mts';
import { console as inspected, type Runtime } from 'node:inspector';
import { Session } from 'node:inspector/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IExecuteFunctions, INodeType } from 'n8n-workflow';

process.env.N8N_USER_FOLDER ??= path.join(tmpdir(), 'servicenow-flow');
process.env.N8N_ENCRYPTION_KEY ??= 'a key for measurements only';
process.env.N8N_LOG_LEVEL ??= 'silent';
await import('reflect-metadata');
const { ServiceNowPlatform } = await import('../nodes/ServiceNowPlatform/ServiceNowPlatform.node.ts');
const { N8n } = await import('../test/support/n8n/n8n.mts');
const { createEmulator } = await import('../test/emulator/emulator.mts');

const SENT = 'sent';
const DESCRIBED = 'described';
/** Deeper than any way. */
const DEPTH = 200;
/** Where paths are encoded: what calls it is on the way, not itself. */
const ENCODING = 'domain/api/request.ts';
const BELOW_EXECUTOR = /^transport\/(?!items\/)/;

const session = new Session();
session.connect();

/** Its path in the project; undefined for what is not the package's. */
function fileOf(url: string): string | undefined {
	if (!url.startsWith('file:')) return undefined;
	const file = path.relative(process.cwd(), fileURLToPath(url));
	return /^(nodes|credentials)\//.test(file) ? file.replace('nodes/ServiceNowPlatform/', '') : undefined;
}

/** The functions from the innermost outwards, over the points at which each of them waits for the next. */
async function stackOf({ callFrames, parent, parentId }: Runtime.StackTrace): Promise<string[]> {
	const own = callFrames.flatMap(({ functionName, url }) => {
		const file = fileOf(url);
		return file === undefined || file === ENCODING ? [] : [`${file} ${functionName || '(arrow)'}`];
	});
	const before = parentId && (await session.post('Debugger.getStackTrace', { stackTraceId: parentId })).stackTrace;
	const outer = parent ?? before;
	// One that has waited is on both sides of the wait.
	return [...new Set([...own, ...(outer === undefined ? [] : await stackOf(outer))])];
}

/** The stacks of what `work` leaves a mark at. */
async function stacks(work: () => Promise<void>): Promise<Record<string, string[]>> {
	const traces = new Map<string, Runtime.StackTrace>();
	session.on('Runtime.consoleAPICalled', ({ params: { args, stackTrace } }) => {
		if (stackTrace !== undefined) traces.set(String(args[0]?.value), stackTrace);
	});
	await session.post('Debugger.enable');
	await session.post('Debugger.setAsyncCallStackDepth', { maxDepth: DEPTH });
	await session.post('Runtime.enable');
	await work();
	const found: Record<string, string[]> = {};
	for (const [mark, trace] of traces) found[mark] = await stackOf(trace);
	await session.post('Runtime.disable');
	await session.post('Debugger.disable');
	return found;
}

/** How often each function that `work` runs is called, by file. */
async function callsByFile(work: () => Promise<void>): Promise<Map<string, number[]>> {
	await session.post('Profiler.enable');
	await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
	await session.post('Profiler.takePreciseCoverage');
	await work();
	const { result } = await session.post('Profiler.takePreciseCoverage');
	await session.post('Profiler.stopPreciseCoverage');
	const files = new Map<string, number[]>();
	for (const { url, functions } of result) {
		const file = fileOf(url);
		const named = functions.filter(({ functionName }) => functionName !== '');
		const calls = named.map(({ ranges }) => ranges[0]?.count ?? 0).filter((count) => count > 0);
		if (file !== undefined && calls.length > 0) files.set(file, calls);
	}
	return files;
}

/** The package's node; the first encoding of each run, which is that of a path, and each request leave a mark. */
function marked(): INodeType {
	const node = new ServiceNowPlatform();
	const execute = node.execute;
	const encode = globalThis.encodeURIComponent;
	const encodeMarked: typeof encode = (text) => {
		inspected.debug(DESCRIBED);
		globalThis.encodeURIComponent = encode;
		return encode(text);
	};
	return Object.assign(node, {
		async execute(this: IExecuteFunctions) {
			const { httpRequestWithAuthentication: send } = this.helpers;
			globalThis.encodeURIComponent = encodeMarked;
			this.helpers.httpRequestWithAuthentication = async function (...args) {
				inspected.debug(SENT);
				return await send.apply(this, args);
			};
			return await execute.call(this);
		},
	});
}

const emulator = await createEmulator({});
try {
	const client = emulator.ready.oauth.find(({ grants }) => grants.includes('client_credentials'));
	const n8n = new N8n({ node: ['n8n-nodes-servicenow.serviceNowPlatform', marked()] });
	const signIn = { instance: emulator.url, grant: 'clientCredentials', clientId: client?.client_id ?? '' };
	await n8n.signIn({ ...signIn, clientSecret: client?.client_secret ?? '' });
	const fields = { mappingMode: 'defineBelow', value: { short_description: 'Measured' } };
	const create = async () => {
		const { error } = await n8n.run({ resource: 'incident', operation: 'create', fields } as never);
		if (error !== undefined) throw error;
	};
	// The first one fetches the token.
	await create();

	const { [SENT]: sent = [], [DESCRIBED]: described = [] } = await stacks(create);
	const before = emulator.stats().total;
	const files = await callsByFile(create);
	const requests = emulator.stats().total - before;

	const counts = [...files.values()].flat();
	const calls = counts.reduce((sum, count) => sum + count, 0);
	const way = [...new Set([...described.toReversed(), ...sent.toReversed()])];
	const below = sent.findIndex((name) => !BELOW_EXECUTOR.test(name));
	process.stdout.write(
		`${files.size} files, ${counts.length} functions, ${calls} calls, ${requests} request\n` +
			`${sent.length} frames from execute to n8n's request helper, ${below} of them below the executor\n` +
			`${way.length} functions on the way to the request's description and on to the helper:\n` +
			way.map((name) => `  ${name}\n`).join(''),
	);
} finally {
	session.disconnect();
	await emulator.close();
}
process.exit(0);
