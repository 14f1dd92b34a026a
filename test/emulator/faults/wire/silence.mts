import type { ActionOf } from '../../fault.mts';
import type { Delivery } from '../../types.mts';
import { aCount, aFlag, either, oneOf, optional } from '../fields.mts';
import { delivered, instead, kind } from '../kind.mts';
import { begin } from './head.mts';

/** The connection stays open, and nothing more comes. */
const silent =
	({ after }: ActionOf<'silence'>): Delivery =>
	(wire, answer) => {
		if (after === 'nothing') return;
		begin(wire, answer, answer.body.length);
		if (after !== 'head') wire.write(answer.body.subarray(0, Math.min(after, answer.body.length - 1)));
	};

export const silence = kind<'silence'>({
	fields: { after: either(oneOf('nothing', 'head'), aCount), work: optional(aFlag) },
	start(action) {
		const deliver = silent(action);
		// What never begins to answer may as well have done nothing; what has begun has an answer to give.
		if (action.after !== 'nothing' || action.work) return delivered(deliver);
		return instead(() => ({ status: 200, faulty: { deliver } }));
	},
});
