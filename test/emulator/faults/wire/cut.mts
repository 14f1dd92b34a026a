import type { Socket } from 'node:net';
import type { ActionOf } from '../../fault.mts';
import type { Delivery } from '../../types.mts';
import { aCount, aFlag, oneOf, optional } from '../fields.mts';
import { delivered, kind } from '../kind.mts';
import { begin } from './head.mts';

/** `hard` is a reset (RST), the other the silent end of a proxy that lost its own connection (FIN). */
const end = (socket: Socket | null, hard: boolean) => {
	if (hard) socket?.resetAndDestroy();
	else socket?.destroy();
};

/** The connection breaks inside the body: short of its Content-Length, or before the last chunk. */
const cutting =
	({ bytes, framing = 'length', hard = false }: ActionOf<'cut'>): Delivery =>
	(wire, answer) => {
		const { body } = answer;
		if (body.length === 0) return end(wire.socket, hard);
		begin(wire, answer, framing === 'length' ? body.length : undefined);
		const sent = body.subarray(0, Math.min(bytes, body.length - 1));
		// An empty piece is no chunk: the head alone is on its way then.
		if (sent.length === 0) setImmediate(() => end(wire.socket, hard));
		else wire.write(sent, () => end(wire.socket, hard));
	};

export const cut = kind<'cut'>({
	fields: { bytes: aCount, framing: optional(oneOf('length', 'chunked')), hard: optional(aFlag) },
	start: (action) => delivered(cutting(action)),
});
