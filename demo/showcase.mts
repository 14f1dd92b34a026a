import { withColumns } from '../test/harness/n8n/columns.mts';
import { createCredential, SIGN_INS } from '../test/harness/servicenow/credentials.mts';
import { readExamples } from './examples.mts';
import type { Prepared } from './guide.mts';
import { guide } from './guide.mts';
import type { Interrupt } from './interrupt.mts';
import type { DemoOptions } from './options.mts';
import type { Progress } from '../test/harness/progress.mts';
import { step } from '../test/harness/progress.mts';
import { allowRedirect } from '../test/harness/servicenow/redirect.mts';
import type { Stack } from '../test/harness/stack.mts';
import { startStack } from '../test/harness/stack.mts';
import type { Credential } from '../test/harness/n8n/workflow.mts';
import { withCredential } from '../test/harness/n8n/workflow.mts';

const print: Progress = (line) => {
	process.stdout.write(`${line}\n`);
};

async function prepare({ client, emulator, instance, n8n }: Stack): Promise<Prepared> {
	await allowRedirect(instance, n8n.url);
	const credentials: Credential[] = [];
	for (const signIn of SIGN_INS) credentials.push(await createCredential(client, emulator, signIn));
	const [first] = credentials;
	if (first === undefined) throw new Error('There is no way to sign in.');
	const workflows: Prepared['workflows'] = [];
	for (const example of await readExamples()) {
		const id = await client.createWorkflow(await withColumns(client, withCredential(example, first)));
		workflows.push({ name: example.name, url: `${n8n.url}/workflow/${id}` });
	}
	return { workflows, credentials };
}

/** The demo for people: everything up and prepared, until Ctrl-C. */
export async function runShowcase(options: DemoOptions, interrupt: Interrupt): Promise<void> {
	const stack = await startStack({ version: options.n8n, port: options.port, progress: print });
	try {
		const prepared = await step(print, 'Adding credentials and example workflows', '3 s', async () => {
			return await prepare(stack);
		});
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
	print('Stopped. Nothing is left of it but the installed n8n, for the next start.');
}
