import { aFlag, optional } from '../fields.mts';
import { instead, kind } from '../kind.mts';

/** One item of a Batch call that has no answer: among the unserviced ones, or in neither list. */
export const unserviced = kind<'unserviced'>({
	fields: { named: optional(aFlag), work: optional(aFlag) },
	start: (action) =>
		instead(() => ({ status: 503, faulty: { absent: action.named === false ? 'missing' : 'named' } }), action),
});
