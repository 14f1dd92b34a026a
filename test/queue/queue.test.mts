import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import type { SignIn } from '../harness/servicenow/credentials.mts';
import { createCredential } from '../harness/servicenow/credentials.mts';
import { N8N_VERSIONS } from '../harness/install/n8n.mts';
import { toStderr } from '../harness/progress.mts';
import type { Credential, Workflow } from '../harness/n8n/workflow.mts';
import { chain, node, withCredential } from '../harness/n8n/workflow.mts';
import { packedTarball } from '../e2e/packed.mts';
import type { Cluster } from './cluster.mts';
import { startCluster } from './cluster.mts';
import { load } from './load.mts';

/** The first start downloads n8n. */
const START_PATIENCE_MS = 900_000;
const RUN_PATIENCE_MS = 600_000;

const EXECUTIONS = 300;
const WORKERS = 2;
const TOKEN_LIFETIME_S = 5;
const PER_SECOND = 6;
const POLL_MS = 500;
/** Longer than n8n takes to find a job that its worker has lost, and to give it to another. */
const PATIENCE_MS = 90_000;

const NODE = 'n8n-nodes-servicenow.serviceNowPlatform';

/** Takes a text, creates an incident with it and reads it back. */
function incidentWorkflow(path: string, credential: Credential): Workflow {
	const trigger = node(
		'Webhook',
		'n8n-nodes-base.webhook',
		// Answers as soon as the execution is in the queue: n8n may lose the answer of a queued execution on its way back.
		{ httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
		{ typeVersion: 2, webhookId: path },
	);
	const create = node('Create', NODE, {
		resource: 'incident',
		operation: 'create',
		fields: { mappingMode: 'defineBelow', value: { short_description: '={{ $json.body.text }}' }, schema: [] },
	});
	const get = node('Get', NODE, {
		resource: 'incident',
		operation: 'get',
		record: { __rl: true, mode: 'sys_id', value: '={{ $json.sys_id }}' },
	});
	const signedIn = [create, get].map((each) => ({ ...each, credentials: {} }));
	return withCredential(chain(`Queue: ${path}`, trigger, ...signedIn), credential);
}

async function start(url: string, text: string): Promise<void> {
	const { statusCode, body } = await request(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ text }),
	});
	const answer = await body.text();
	if (statusCode !== 200) throw new Error(`The webhook answered ${statusCode} to "${text}": ${answer}`);
}

/** Waits until so many executions have ended, or no further one does, and tells in which way. */
async function ended({ client }: Cluster, workflowId: string, count: number): Promise<Record<string, number>> {
	let before = 0;
	let deadline = performance.now() + PATIENCE_MS;
	for (;;) {
		const statuses = await client.executionStatuses(workflowId);
		const { new: queued = 0, running = 0, ...over } = statuses;
		const done = Object.values(over).reduce((sum, number) => sum + number, 0);
		if (done > before) deadline = performance.now() + PATIENCE_MS;
		if ((done >= count && queued + running === 0) || performance.now() > deadline) return statuses;
		before = done;
		await sleep(POLL_MS);
	}
}

describe.each(N8N_VERSIONS)('n8n %s with a main process and two workers', (version) => {
	let cluster: Cluster;

	beforeAll(async () => {
		cluster = await startCluster({
			version,
			workers: WORKERS,
			tarball: packedTarball(),
			emulator: ['--token-lifetime', String(TOKEN_LIFETIME_S)],
			progress: toStderr,
		});
	}, START_PATIENCE_MS);
	afterAll(async () => await cluster?.stop());

	it.each<SignIn>(['clientCredentials', 'jwtBearer', 'password'])(
		`runs ${EXECUTIONS} executions over many lives of a token (%s), and none fails`,
		async (signIn) => {
			const { client, emulator, instance, main } = cluster;
			const credential = await createCredential(client, emulator, signIn);
			const id = await client.createWorkflow(incidentWorkflow(signIn, credential));
			await client.activate(id);
			await instance.resetStatistics();

			const texts = Array.from({ length: EXECUTIONS }, (_, index) => `${signIn}: ${index + 1} of ${EXECUTIONS}`);
			const started = performance.now();
			await load(EXECUTIONS, PER_SECOND, async (index) => {
				await start(`${main.url}/webhook/${signIn}`, texts[index] ?? '');
			});
			expect(await ended(cluster, id, EXECUTIONS)).toEqual({ success: EXECUTIONS });
			const seconds = (performance.now() - started) / 1000;
			const { tokensMinted, tokensReturned, statuses } = await instance.statistics();

			const rows = await instance.rows('incident', `short_descriptionSTARTSWITH${signIn}: `, {
				sysparm_fields: 'short_description',
				sysparm_limit: '10000',
			});
			expect(rows.map((row) => String(row.short_description)).sort()).toEqual([...texts].sort());

			const minimum = Math.ceil(seconds / TOKEN_LIFETIME_S);
			toStderr(
				`n8n ${version}, ${signIn}: ${EXECUTIONS} executions in ${seconds.toFixed(0)} s, ${minimum} token lives; ` +
					`${tokensMinted} tokens minted, ${tokensReturned} more token requests answered with a living one, ` +
					`${statuses['401'] ?? 0} requests refused`,
			);
			expect(tokensMinted).toBeLessThanOrEqual(2 * minimum);
			// Requests that ServiceNow answers with the living token: n8n 1 does not tell a worker that another has renewed.
			expect(tokensMinted + tokensReturned).toBeLessThanOrEqual(2 * minimum * WORKERS);
		},
		RUN_PATIENCE_MS,
	);

	it('has both workers work', async () => {
		for (const { logFile } of cluster.workers) {
			expect(await readFile(logFile, 'utf8')).toMatch(/finished execution/i);
		}
	});
});
