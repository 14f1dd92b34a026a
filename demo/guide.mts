import { adminOf, agentOf } from '../test/harness/servicenow/credentials.mts';
import type { EmulatorAccess } from '../test/harness/servicenow/emulator.mts';
import type { Credential } from '../test/harness/n8n/workflow.mts';
import type { Stack } from '../test/harness/stack.mts';
import { OWNER } from '../test/harness/stack.mts';

/** What the demo has made in its n8n. */
export interface Prepared {
	workflows: Array<{ name: string; url: string }>;
	credentials: Credential[];
}

const TITLE_WIDTH = 13;

const account = ({ user_name, password }: EmulatorAccess['users'][number]): string =>
	`user ${user_name}, password ${password}`;

const row = (title: string, text: string): string => `  ${title.padEnd(TITLE_WIDTH)}${text}`;

/** What the demo says when everything is up: where to go and what to look at. */
export function guide(stack: Stack, wishedPort: number, { workflows, credentials }: Prepared): string[] {
	const { emulator, n8n } = stack;
	const width = Math.max(...workflows.map(({ name }) => name.length));
	const isMoved = wishedPort !== 0 && wishedPort !== n8n.port;
	return [
		'',
		...(isMoved ? [`Port ${wishedPort} is taken by something else, so n8n listens on ${n8n.port}.`, ''] : []),
		row(`n8n ${n8n.version}`, n8n.url),
		row('', `e-mail ${OWNER.email}, password ${OWNER.password}`),
		row('ServiceNow', `${emulator.url} (an emulator: nothing leaves this machine)`),
		row('', account(adminOf(emulator))),
		'',
		'1. Open a workflow and press "Execute workflow":',
		...workflows.map(({ name, url }) => `   ${name.padEnd(width)}  ${url}`),
		'',
		`2. Look at the credentials, one for each way to sign in: ${n8n.url}/home/credentials`,
		...credentials.map(({ name }) => `   ${name}`),
		'   All but two work as they are. Authorization code and PKCE are for people: open the credential, press Connect,',
		`   sign in to ServiceNow (${account(agentOf(emulator))}) and press Allow.`,
		'',
		'3. Start from nothing: add a node, type "ServiceNow", take "ServiceNow Platform".',
		'',
		`Logs: ${n8n.logFile}`,
		`      ${emulator.logFile}`,
		'Ctrl-C stops everything and forgets it.',
	];
}
