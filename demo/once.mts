import { createCredential } from '../test/harness/servicenow/credentials.mts';
import { readExample } from './examples.mts';
import type { Interrupt } from './interrupt.mts';
import type { DemoOptions } from './options.mts';
import { step, toStderr } from '../test/harness/progress.mts';
import type { Run } from '../test/harness/n8n/run.mts';
import type { Stack } from '../test/harness/stack.mts';
import { OWNER, startStack } from '../test/harness/stack.mts';
import { differences, sentBy } from '../test/harness/servicenow/verify.mts';
import type { Workflow } from '../test/harness/n8n/workflow.mts';
import { insertAfter, node, withCredential } from '../test/harness/n8n/workflow.mts';

/** Long enough for all requests on either side of the wait, on a slow machine too. */
const TOKEN_LIFETIME_S = 12;
/** One token before the wait and one after it. */
const EXPECTED_TOKENS = 2;

const CREATE = 'Create incident';
const UPDATE = 'Update incident';
const READ_BACK = 'Read it back';

export interface OnceResult {
	ok: boolean;
	number: string;
	sys_id: string;
	state: string;
	tokensMinted: number;
	n8n: string;
	/** Requests that reached ServiceNow during the run, those to the token endpoint included. */
	requests: number;
	/** From the start of the workflow to its end, the wait included. */
	ms: number;
	problems: string[];
}

/** The example as it is imported, with a pause in which the access token expires. */
async function expiringWorkflow(): Promise<Workflow> {
	const wait = node(
		'Wait until the token has expired',
		'n8n-nodes-base.wait',
		{ resume: 'timeInterval', amount: TOKEN_LIFETIME_S + 1, unit: 'seconds' },
		{ typeVersion: 1.1 },
	);
	return insertAfter(await readExample('1-incident-lifecycle'), CREATE, wait);
}

function failureOf(run: Run): string[] {
	if (run.status === 'success') return [];
	const detail = [run.error?.message, run.error?.description].filter(Boolean).join(' - ');
	return [`The workflow ended as "${run.status}" at node "${run.lastNode ?? '?'}": ${detail}`];
}

async function check(stack: Stack, workflow: Workflow, run: Run): Promise<OnceResult> {
	const created = run.items(CREATE)[0] ?? {};
	const readBack = run.items(READ_BACK)[0] ?? {};
	const sysId = String(created.sys_id ?? '');
	const { tokensMinted, total } = await stack.instance.statistics();
	const problems = failureOf(run);
	let state = '';
	if (sysId !== '') {
		const sent = { ...sentBy(workflow, CREATE), ...sentBy(workflow, UPDATE) };
		problems.push(...(await differences(stack.instance, 'incident', sysId, sent)));
		state = String((await stack.instance.record('incident', sysId)).state);
	}
	if (readBack.sys_id !== sysId || sysId === '') problems.push('The record read back is not the one that was created.');
	if (tokensMinted !== EXPECTED_TOKENS) {
		problems.push(`${tokensMinted} access tokens were made, not ${EXPECTED_TOKENS}.`);
	}
	const number = String(created.number ?? '');
	const ok = problems.length === 0;
	return {
		ok,
		number,
		sys_id: sysId,
		state,
		tokensMinted,
		n8n: stack.n8n.version,
		requests: total,
		ms: run.ms,
		problems,
	};
}

async function perform(stack: Stack): Promise<OnceResult> {
	const credential = await createCredential(stack.client, stack.emulator, 'clientCredentials');
	const workflow = withCredential(await expiringWorkflow(), credential);
	const id = await stack.client.createWorkflow(workflow);
	await stack.instance.resetStatistics();
	const what = `Running "${workflow.name}": create, wait until the access token has expired, get, update, read back`;
	const run = await step(toStderr, what, `${TOKEN_LIFETIME_S + 3} s`, async () => await stack.client.runWorkflow(id));
	return await check(stack, workflow, run);
}

function print(result: OnceResult): void {
	for (const problem of result.problems) toStderr(`Problem: ${problem}`);
	process.stdout.write(`${JSON.stringify(result)}\n`);
}

/** Whoever reads the last line finds the same fields where nothing could be started, too. */
export function printFailure({ n8n }: DemoOptions, problem: string): void {
	const nothing = { number: '', sys_id: '', state: '', tokensMinted: 0, n8n, requests: 0, ms: 0 };
	print({ ok: false, ...nothing, problems: [problem] });
}

/** The headless demo. Progress goes to standard error; the last line of standard output is the result. */
export async function runOnce(options: DemoOptions, interrupt: Interrupt): Promise<boolean> {
	const stack = await startStack({
		version: options.n8n,
		port: options.port,
		progress: toStderr,
		emulator: ['--token-lifetime', String(TOKEN_LIFETIME_S)],
	});
	try {
		const result = await perform(stack);
		print(result);
		if (options.keep) {
			toStderr(
				`Still running until Ctrl-C: n8n ${stack.n8n.url} (${OWNER.email} / ${OWNER.password}), ${stack.emulator.url}`,
			);
			await Promise.race([interrupt.wait(), stack.n8n.ended, stack.emulator.ended]);
		}
		return result.ok;
	} finally {
		await stack.stop();
	}
}
