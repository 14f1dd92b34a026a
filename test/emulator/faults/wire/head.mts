import type { ServerResponse } from 'node:http';
import type { WireAnswer } from '../../types.mts';

/** Sends the head. Without a length the body comes in chunks. */
export function begin(wire: ServerResponse, { status, headers }: WireAnswer, length?: number): void {
	const { 'content-length': _length, ...rest } = headers;
	wire.writeHead(status, { ...rest, ...(length !== undefined && { 'content-length': String(length) }) });
	wire.flushHeaders();
}
