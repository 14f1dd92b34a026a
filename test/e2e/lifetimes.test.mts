import type { SignIn } from '../harness/servicenow/credentials.mts';
import { createCredential, credentialData } from '../harness/servicenow/credentials.mts';
import { N8N_VERSIONS } from '../harness/install/n8n.mts';
import { toStderr } from '../harness/progress.mts';
import type { Stack } from '../harness/stack.mts';
import type { Credential, Workflow } from '../harness/n8n/workflow.mts';
import { chain, manualTrigger, node, withCredential } from '../harness/n8n/workflow.mts';
import { useStack } from './stacks.mts';

const REQUESTS = 200;
const ENDS = 3;
/** Tokens that live longer than this are not waited for: one of them carries all requests. */
const LONGEST_WAIT_S = 60;
const RUN_PATIENCE_MS = 180_000;

const NODE = 'n8n-nodes-servicenow.serviceNowPlatform';

/** How the workflow signs in, and for how many seconds a token lives. */
interface Trial {
	signIn: SignIn;
	lifetime: number;
}

const TRIALS: Trial[] = [
	...[2, 5, 30, 1800].map((lifetime): Trial => ({ signIn: 'clientCredentials', lifetime })),
	{ signIn: 'jwtBearer', lifetime: 5 },
	{ signIn: 'password', lifetime: 5 },
];

const nameOf = ({ signIn, lifetime }: Trial) => `${signIn}, ${lifetime} s: `;
const texts = (trial: Trial) => Array.from({ length: REQUESTS }, (_, index) => `${nameOf(trial)}${index + 1}`);

/** Creates the incidents one after the other, each by a request of its own. */
function oneByOne(trial: Trial, credential: Credential): Workflow {
	const items = node(
		'Texts',
		'n8n-nodes-base.code',
		{ jsCode: `return ${JSON.stringify(texts(trial))}.map((text) => ({ json: { text } }));` },
		{ typeVersion: 2 },
	);
	const create = node(
		'Create',
		NODE,
		{
			resource: 'incident',
			operation: 'create',
			fields: { mappingMode: 'defineBelow', value: { short_description: '={{ $json.text }}' }, schema: [] },
			options: { batch: false, parallel: 1 },
		},
		{ credentials: {} },
	);
	return withCredential(chain(`Tokens by ${nameOf(trial)}`, manualTrigger(), items, create), credential);
}

const endsOf = (lifetime: number) => (lifetime > LONGEST_WAIT_S ? 0 : ENDS);

/** Tokens of so many seconds from now on, and answers slow enough for the requests to outlive some. */
async function shorten({ emulator, instance }: Stack, { signIn, lifetime }: Trial): Promise<void> {
	const { clientId } = credentialData(emulator, signIn);
	const [client] = await instance.rows('oauth_entity', `client_id=${String(clientId)}`, { sysparm_fields: 'sys_id' });
	await instance.update('oauth_entity', String(client?.sys_id), { access_token_lifespan: String(lifetime) });
	const milliseconds = (endsOf(lifetime) * lifetime * 1000) / REQUESTS;
	await instance.setFaults([
		{ match: { method: 'POST', path: '^/api/now/table/incident' }, action: { kind: 'delay', milliseconds } },
	]);
	await instance.resetStatistics();
}

describe('a token in the real n8n', () => {
	const stacks = N8N_VERSIONS.map((version) => useStack({ version }));

	it.each(TRIALS)(
		`by $signIn of $lifetime s: ${REQUESTS} requests lose none, and no token is asked for too many`,
		async (trial) => {
			const { signIn, lifetime } = trial;
			await Promise.all(
				stacks.map(async (stack) => {
					const { client, emulator, instance } = stack();
					const credential = await createCredential(client, emulator, signIn);
					await shorten(stack(), trial);
					const started = performance.now();
					const id = await client.createWorkflow(oneByOne(trial, credential));
					const run = await client.runWorkflow(id, RUN_PATIENCE_MS);
					const seconds = (performance.now() - started) / 1000;
					expect(run).toMatchObject({ status: 'success', error: undefined });
					const { requests, statuses } = await instance.statistics();

					const rows = await instance.rows('incident', `short_descriptionSTARTSWITH${nameOf(trial)}`, {
						sysparm_fields: 'short_description',
					});
					expect(rows.map((row) => String(row.short_description)).sort()).toEqual(texts(trial).sort());
					expect(statuses['401']).toBeUndefined();
					// ServiceNow says a second less than the life; the last fifth of it, a minute at most, is left to the next token.
					const told = lifetime - 1;
					const used = told - Math.min(60, told / 5);
					const most = Math.ceil(seconds / used);
					toStderr(
						`${nameOf(trial)}${requests['oauth.token']} token requests in ${seconds.toFixed(0)} s, ${most} allowed`,
					);
					expect(requests['oauth.token']).toBeGreaterThanOrEqual(Math.max(1, endsOf(lifetime)));
					expect(requests['oauth.token']).toBeLessThanOrEqual(most);
				}),
			);
		},
		RUN_PATIENCE_MS,
	);
});
