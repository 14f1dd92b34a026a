import type { Counters } from '../http/limits/counters.mts';
import type { Log } from '../log.mts';
import type { BrowserSessions } from './browser.mts';
import type { TokenStore } from './oauth/tokens.mts';
import type { Policies } from './policies.mts';
import type { Sessions } from './sessions.mts';

/** What the sign-in pages and the token endpoint work with. */
export interface AuthServices {
	sessions: Sessions;
	tokens: TokenStore;
	policies: Policies;
	browser: BrowserSessions;
	counters: Counters;
	log: Log;
}
