import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClock } from '../emulator/clock.mts';
import { createBrowserSessions } from '../emulator/auth/browser.mts';
import { createPolicies } from '../emulator/auth/policies.mts';
import { createTokenStore } from '../emulator/auth/oauth/tokens.mts';
import { createSessions } from '../emulator/auth/sessions.mts';
import { coverage } from '../emulator/ledger.mts';
import { createCounters } from '../emulator/http/counters.mts';
import { quietLog } from '../emulator/log.mts';
import { DEFAULT_OPTIONS } from '../emulator/options.mts';
import { createContent } from '../emulator/routes/attachment/content.mts';
import { controlRoutes } from '../emulator/routes/control.mts';
import { instanceRoutes } from '../emulator/routes/index.mts';

/** The routes are asked for their names only; none of them is ever called. */
const unused = (): never => {
	throw new Error('No route is called here');
};

function registered(): string[] {
	const auth = {
		sessions: createSessions(unused),
		tokens: createTokenStore(unused, DEFAULT_OPTIONS),
		policies: createPolicies(unused),
		browser: createBrowserSessions(),
		counters: createCounters(),
		log: quietLog,
	};
	const controls = {
		stats: unused,
		resetStats: unused,
		reset: unused,
		setFaults: unused,
		setProperty: unused,
		clock: createClock(),
		write: unused,
		undelete: unused,
		jobs: unused,
	};
	const routes = [...instanceRoutes({ auth, content: createContent(':memory:') }), ...controlRoutes(controls)];
	return routes.map(({ name }) => name);
}

describe('the ledger', () => {
	it('has rows for every registered route and for no other', () => {
		const listed = new Set(coverage.map(({ route }) => route).filter((route) => route !== '*'));
		expect([...listed].sort()).toEqual([...new Set(registered())].sort());
	});

	it('gives every route a name of its own', () => {
		const names = registered();
		expect(new Set(names).size).toBe(names.length);
	});

	it('has a test for all that it calls implemented', () => {
		const unshown = coverage.filter(({ implemented, test }) => implemented !== 'no' && test === '');
		expect(unshown).toEqual([]);
	});

	it('says of the rest what is missing', () => {
		const unexplained = coverage.filter(({ implemented, note }) => implemented !== 'yes' && note === '');
		expect(unexplained).toEqual([]);
	});

	it.each([...new Set(coverage.map(({ file }) => file).filter(Boolean))])('names tests that are in %s', (file) => {
		const path = join(__dirname, file);
		const source = existsSync(path) ? readFileSync(path, 'utf8') : '';
		// A title is the first argument of `it`, on its line or on one of its own.
		const isThere = (name: string) =>
			[`('${name}',`, `("${name}",`, `\t'${name}',\n`].some((title) => source.includes(title));
		const missing = coverage.filter((row) => row.file === file && !isThere(row.test)).map(({ test }) => test);
		expect(missing).toEqual([]);
	});
});
