import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';

/** A coding with `q=0` is refused; other weights do not matter, as there is only one. */
function takesGzip(acceptEncoding: string | undefined): boolean {
	return (acceptEncoding ?? '')
		.toLowerCase()
		.split(',')
		.map((part) => part.split(';').map((each) => each.trim()))
		.some(([name, weight = '']) => (name === 'gzip' || name === '*') && !/^q=0(\.0*)?$/.test(weight));
}

export interface Sent {
	headers: Record<string, string>;
	body: Readable;
}

/** Data leaves in chunks, gzipped where the client takes that (field recording). */
export function inChunks(data: Buffer, acceptEncoding: string | undefined): Sent {
	const body = Readable.from([data]);
	if (!takesGzip(acceptEncoding)) return { headers: {}, body };
	// The quickest level: only that it is gzip matters here.
	return { headers: { 'content-encoding': 'gzip' }, body: body.pipe(createGzip({ level: 1 })) };
}
