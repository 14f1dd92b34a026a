import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TROUBLES } from './messages.mts';

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
