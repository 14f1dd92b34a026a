/** What a client sees of an answer byte by byte, where the client library would hide it. */
import { request } from 'node:http';
import { login } from '../instance.mts';

export interface Seen {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	bytes: Buffer;
	/** The answer came to its end; otherwise the connection broke, or the time was up. */
	complete: boolean;
	/** How often something of the body arrived. */
	pieces: number;
	error: string;
}

export interface Asking {
	method?: string;
	body?: object;
	/** Give up after so many milliseconds, or so many bytes. */
	patience?: number;
	enough?: number;
}

/** Never rejects: how it ended is what is asked about. */
export function watch(url: string, { method = 'GET', body, patience = 5000, enough = Infinity }: Asking = {}) {
	return new Promise<Seen>((done) => {
		const seen: Seen = {
			status: 0,
			headers: {},
			bytes: Buffer.alloc(0),
			complete: false,
			pieces: 0,
			error: '',
		};
		const pieces: Buffer[] = [];
		const outgoing = request(url, {
			method,
			agent: false,
			headers: {
				authorization: `Basic ${Buffer.from(login('admin')).toString('base64')}`,
				...(body && { 'content-type': 'application/json' }),
			},
		});
		const end = () => {
			clearTimeout(timer);
			outgoing.destroy();
			done({ ...seen, bytes: Buffer.concat(pieces) });
		};
		const timer = setTimeout(end, patience);
		outgoing.on('error', (error: NodeJS.ErrnoException) => {
			seen.error ||= error.code ?? error.message;
			end();
		});
		outgoing.on('response', (response) => {
			seen.status = response.statusCode ?? 0;
			seen.headers = response.headers;
			response.on('data', (piece: Buffer) => {
				pieces.push(piece);
				seen.pieces += 1;
				if (pieces.reduce((sum, { length }) => sum + length, 0) >= enough) end();
			});
			response.on('error', (error: NodeJS.ErrnoException) => {
				seen.error ||= error.code ?? error.message;
			});
			response.on('close', () => {
				seen.complete = response.complete;
				end();
			});
		});
		outgoing.end(body && JSON.stringify(body));
	});
}
