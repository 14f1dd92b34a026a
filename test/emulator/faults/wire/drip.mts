import type { ActionOf } from '../../fault.mts';
import type { Delivery } from '../../types.mts';
import { aCount, aFlag, optional } from '../fields.mts';
import { delivered, kind } from '../kind.mts';
import { begin } from './head.mts';

/** A few bytes at a time, until all is said; `forever` goes on with blanks, which no parser minds. */
const dripping =
	({ bytes, milliseconds, forever = false }: ActionOf<'drip'>): Delivery =>
	(wire, answer) => {
		const { body } = answer;
		begin(wire, answer, forever ? undefined : body.length);
		let at = 0;
		const step = () => {
			const piece = body.subarray(at, at + Math.max(1, bytes));
			at += piece.length;
			if (piece.length > 0) wire.write(piece);
			else if (forever) wire.write(' '.repeat(Math.max(1, bytes)));
			else wire.end();
		};
		const timer = setInterval(step, milliseconds);
		wire.once('close', () => clearInterval(timer));
	};

export const drip = kind<'drip'>({
	fields: { bytes: aCount, milliseconds: aCount, forever: optional(aFlag) },
	start: (action) => delivered(dripping(action)),
});
