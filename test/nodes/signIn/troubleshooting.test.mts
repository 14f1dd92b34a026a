import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { authentication } from '../../../nodes/ServiceNowPlatform/properties/authentication.ts';
import { N8n } from '../../support/n8n/n8n.mts';
import { API, OAUTH2, SERVICE } from '../../support/signIn.mts';
import { TROUBLES } from './messages.mts';

const { credentials } = new N8n();
const field = (type: string, name: string) => credentials.type(type).properties.find((each) => each.name === name);
const namesOf = (options: unknown) => (options as Array<{ name: string }>).map(({ name }) => name);

const page = readFileSync(join(process.cwd(), 'docs/troubleshooting.md'), 'utf8');
/** Rows of tables that begin with code, which is how messages are shown. */
const rows = page.split('\n').filter((line) => line.startsWith('| `'));

describe('docs/troubleshooting.md', () => {
	it.each(Object.values(TROUBLES))('tells cause and fix of $messages', ({ messages }) => {
		for (const message of messages) {
			const row = rows.find((line) => line.includes(`\`${message}\``));
			expect([message, row?.split('|').length]).toEqual([message, 5]);
		}
	});
});

describe('docs/credentials.md', () => {
	const credentialsPage = readFileSync(join(process.cwd(), 'docs/credentials.md'), 'utf8');

	it('names every way to sign in as the forms do', () => {
		const ways = [field(SERVICE, 'grant'), field(OAUTH2, 'grantType'), field(API, 'method')];
		const named = [authentication, ...ways].flatMap((each) => namesOf(each?.options));
		expect(named.length).toBeGreaterThan(10);
		for (const name of named) expect(credentialsPage).toContain(`**${name}**`);
	});

	it('has the steps of the default, with the names that its form has', () => {
		const text = String(field(SERVICE, 'clientCredentialsSteps')?.displayName).replace(/<\/?ul>/g, '');
		const quoted = [...text.matchAll(/“(.+?)”/g)].map(([, name]) => name);
		expect(quoted.length).toBeGreaterThanOrEqual(4);
		for (const name of quoted) expect(credentialsPage).toContain(name);
		for (const place of ['Machine Identity Console → Inbound integrations', 'System OAuth → Application Registry'])
			expect([text, credentialsPage]).toEqual([expect.stringContaining(place), expect.stringContaining(place)]);
	});
});
