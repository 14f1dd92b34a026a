import { set } from './change.mts';
import type { Rule } from './change.mts';

/** An older column beside `state` that is always the same; whichever the client wrote counts, `state` if it wrote both. */
export const twinOfState =
	(twin: string): Rule =>
	(change) => {
		const { after, before, sent } = change;
		const wroteTwin = twin in sent && !('state' in sent);
		const value = after[wroteTwin && after[twin] !== before?.[twin] ? twin : 'state'] ?? '';
		after.state = value;
		set(change, twin, value);
	};
