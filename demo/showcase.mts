import { withColumns } from './columns.mts';
import { createClientCredentials, createPreparedCredentials } from './credentials.mts';
import { readExamples } from './examples.mts';
import type { Interrupt } from './interrupt.mts';
import type { DemoOptions } from './options.mts';
import type { Progress } from './progress.mts';
import { allowRedirect } from './redirect.mts';
import type { Stack } from './stack.mts';
import { OWNER, startStack } from './stack.mts';
import { withCredentials } from './workflow.mts';

const print: Progress = (line) => {
	process.stdout.write(`${line}\n`);
};

interface Prepared {
	workflows: Array<{ name: string; url: string }>;
	credentials: string[];
}

async function prepare(stack: Stack): Promise<Prepared> {
	await allowRedirect(stack.instance, stack.n8n.url);
	const main = await createClientCredentials(stack.client, stack.emulator);
	const others = await createPreparedCredentials(stack.client, stack.emulator);
	const workflows: Prepared['workflows'] = [];
	for (const example of await readExamples()) {
		const workflow = withCredentials(example, { [main.type]: main });
		const id = await stack.client.createWorkflow(await withColumns(stack.client, workflow));
		workflows.push({ name: example.name, url: `${stack.n8n.url}/workflow/${id}` });
	}
	return { workflows, credentials: [main, ...others].map(({ name }) => name) };
}

function guide(stack: Stack, wishedPort: number, { workflows, credentials }: Prepared): string[] {
	const width = Math.max(...workflows.map(({ name }) => name.length));
	const admin = stack.emulator.users.find(({ roles }) => roles.includes('admin'));
	const moved = wishedPort !== 0 && wishedPort !== stack.n8n.port;
	return [
		'',
		...(moved ? [`Port ${wishedPort} is taken by something else, so n8n listens on ${stack.n8n.port}.`, ''] : []),
		`  n8n ${stack.n8n.version}     ${stack.n8n.url}`,
		`                 e-mail ${OWNER.email}   password ${OWNER.password}`,
		`  ServiceNow     ${stack.emulator.url}   (an emulator: nothing leaves this machine)`,
		`                 user ${admin?.user_name}   password ${admin?.password}`,
		'',
		'Open a workflow and press "Execute workflow":',
		...workflows.map(({ name, url }) => `  ${name.padEnd(width)}  ${url}`),
		'',
		`Credentials (${stack.n8n.url}/home/credentials):`,
		...credentials.map((name) => `  ${name}`),
		'',
		'Or start from nothing: add a node, type "ServiceNow", take "ServiceNow Platform".',
		`Logs: ${stack.n8n.logFile} and ${stack.emulator.logFile}`,
		'Ctrl-C stops everything and forgets it.',
	];
}

/** The demo for people: everything up and prepared, until Ctrl-C. */
export async function runShowcase(options: DemoOptions, interrupt: Interrupt): Promise<void> {
	const stack = await startStack({ version: options.n8n, port: options.port, progress: print });
	try {
		const prepared = await prepare(stack);
		for (const line of guide(stack, options.port, prepared)) print(line);
		const ended = await Promise.race([
			interrupt.wait().then(() => undefined),
			stack.n8n.ended.then(() => `n8n has ended on its own; see ${stack.n8n.logFile}`),
			stack.emulator.ended.then(() => `The emulator has ended on its own; see ${stack.emulator.logFile}`),
		]);
		if (ended !== undefined) throw new Error(ended);
		print('\nStopping …');
	} finally {
		await stack.stop();
	}
}
