import { createClock } from '../emulator/clock.mts';
import { createBrowserSessions } from '../emulator/auth/browser.mts';
import { createTokenStore } from '../emulator/auth/oauth/tokens.mts';
import { createPolicies } from '../emulator/auth/policies.mts';
import { createSessions } from '../emulator/auth/sessions.mts';
import { createCounters } from '../emulator/http/limits/counters.mts';
import { quietLog } from '../emulator/log.mts';
import { DEFAULT_OPTIONS } from '../emulator/options.mts';
import { createContent } from '../emulator/routes/attachment/content.mts';
import { controlRoutes } from '../emulator/routes/control/control.mts';
import { instanceRoutes } from '../emulator/routes/index.mts';
import type { Route } from '../emulator/types.mts';

/** The routes are asked for their names only; none of them is ever called. */
const unused = (): never => {
	throw new Error('No route is called here');
};

/** Everything that the emulator answers to, its own controls included. */
export function routes(): Route[] {
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
	return [...instanceRoutes({ auth, content: createContent(':memory:') }), ...controlRoutes(controls)];
}
