import type { Log } from '../../log.mts';
import type { Store } from '../../types.mts';
import { OAuthFailure } from './failure.mts';

/** The real cause goes where the platform puts it: into the instance's log. What is no refusal is thrown on. */
export function recordFailure(error: unknown, store: Store, log: Log): OAuthFailure {
	if (!(error instanceof OAuthFailure)) throw error;
	log.info(error.message);
	store.put('syslog', { level: '2', source: 'OAuth', message: error.message });
	return error;
}
