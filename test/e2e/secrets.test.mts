import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SignIn } from '../harness/servicenow/credentials.mts';
import { createCredential, credentialData, HEADLESS_SIGN_INS } from '../harness/servicenow/credentials.mts';
import { N8N_VERSIONS } from '../harness/install/n8n.mts';
import type { CredentialTest } from '../harness/n8n/client.mts';
import type { Stack } from '../harness/stack.mts';
import { chain, manualTrigger, node, withCredential } from '../harness/n8n/workflow.mts';
import { secretsIn, textsOf } from '../support/dump.mts';
import { useStack } from './stacks.mts';

const NODE = 'n8n-nodes-servicenow.serviceNowPlatform';
const SECRET_FIELDS = ['clientSecret', 'password', 'apiKey', 'privateKey'];
const REFUSALS = [401, 403, 500].map((status) => ({ kind: 'status', status }));
const FAULTS = [...REFUSALS, { kind: 'hibernation' }, { kind: 'login-page' }, { kind: 'reset', when: 'after' }];

/** What gives a secret away: all of it, or the middle line of a key. */
const sign = (secret: string): string => secret.split(/\r?\n/)[6] ?? secret;

/** All that n8n has written: its database with what belongs to it, and its log. */
async function written({ n8n }: Stack): Promise<string> {
	const data = path.join(n8n.userFolder, '.n8n');
	const files = (await readdir(data, { withFileTypes: true })).filter((entry) => entry.isFile());
	const paths = [...files.map(({ name }) => path.join(data, name)), n8n.logFile];
	return (await Promise.all(paths.map(async (file) => await readFile(file, 'latin1')))).join('\n');
}

/** What was entered into the credentials, and every token that ServiceNow has given out. */
async function secretsOf({ emulator, instance }: Stack): Promise<Record<string, string>> {
	const entered = HEADLESS_SIGN_INS.flatMap((signIn) => {
		const data = credentialData(emulator, signIn);
		return SECRET_FIELDS.flatMap((field) => (data[field] ? [[`${signIn} ${field}`, sign(String(data[field]))]] : []));
	});
	const tokens = await instance.rows('oauth_credential', '', { sysparm_fields: 'type,token' });
	const given = tokens.map(({ type, token }, index) => [`${String(type)} ${index}`, String(token)]);
	return Object.fromEntries([...entered, ...given]);
}

/** Does it once for each way to sign in, one after the other: n8n 1 does not take more at a time. */
async function withEach<T>(work: (signIn: SignIn) => Promise<T>): Promise<T[]> {
	const results: T[] = [];
	for (const signIn of HEADLESS_SIGN_INS) results.push(await work(signIn));
	return results;
}

/** A workflow that reads all that an API answers. */
async function reader({ client, emulator }: Stack, signIn: SignIn): Promise<string> {
	const credential = await createCredential(client, emulator, signIn);
	const parameters = { resource: 'apiRequest', operation: 'send', method: 'GET', path: '/api/now/table/incident' };
	const read = node('Read', NODE, { ...parameters, options: { response: 'full' } }, { credentials: {} });
	return await client.createWorkflow(withCredential(chain(signIn, manualTrigger(), read), credential));
}

/** The test of a credential that has not held a token yet. */
async function test({ client, emulator }: Stack, signIn: SignIn): Promise<CredentialTest> {
	return await client.testCredential(await createCredential(client, emulator, signIn));
}

describe.each(N8N_VERSIONS)('n8n %s', (version) => {
	const stack = useStack({ version, env: { N8N_LOG_LEVEL: 'debug' } });

	it('keeps no secret in executions, credential tests, log or database, whatever fails', async () => {
		const { client, instance } = stack();
		const workflows = await withEach(async (signIn) => await reader(stack(), signIn));
		const runAll = async () => await Promise.all(workflows.map(async (id) => await client.runWorkflow(id)));
		const testAll = async () => await withEach(async (signIn) => await test(stack(), signIn));

		const runs = await runAll();
		expect(runs.map(({ status }) => status)).toEqual(workflows.map(() => 'success'));
		const tests = await testAll();
		for (const path of ['^/api/now/table', '^/oauth_token']) {
			for (const action of FAULTS) {
				await instance.setFaults([{ match: { path }, action }]);
				runs.push(...(await runAll()));
				tests.push(...(await testAll()));
			}
		}
		await instance.setFaults([]);
		const some = (FAULTS.length * workflows.length) / 2;
		expect(runs.filter(({ status }) => status === 'error').length).toBeGreaterThan(some);
		expect(tests.filter(({ status }) => status === 'Error').length).toBeGreaterThan(some);

		const secrets = await secretsOf(stack());
		expect(Object.keys(secrets).length).toBeGreaterThan(workflows.length);
		const executions = await Promise.all(runs.map(async ({ id }) => await client.execution(id)));
		expect(secretsIn(textsOf([executions, tests]), secrets)).toEqual([]);
		const all = await written(stack());
		expect([...workflows, ' debug '].filter((text) => !all.includes(text))).toEqual([]);
		expect(Object.keys(secrets).filter((name) => all.includes(String(secrets[name])))).toEqual([]);
	});
});
