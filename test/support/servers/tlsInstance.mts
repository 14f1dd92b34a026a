import { execFileSync } from 'node:child_process';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';

/** A certificate authority that has signed a server's and a client's certificate. */
export interface Certificates {
	authority: string;
	serverKey: string;
	clientCertificate: string;
	clientKey: string;
	/** Connections without the client's certificate are refused. */
	demanding?: boolean;
}

export function certificates(): Certificates {
	const script = join(process.cwd(), 'test/support/servers/makeCertificates.mts');
	const options = ['--disable-warning=ExperimentalWarning', script];
	return JSON.parse(execFileSync(process.execPath, options, { encoding: 'utf8' })) as Certificates;
}

/** What a server was asked. */
export interface Seen {
	url: string;
	headers: IncomingMessage['headers'];
	/** Common name of the client's certificate. */
	client?: string;
}

export interface Listener {
	url: string;
	seen: Seen[];
	close(): Promise<void>;
}

const TOKEN = { access_token: 'tls-token', token_type: 'Bearer', expires_in: 1799, scope: 'useraccount' };

/** Answers as an instance that has one record; `answer` may do otherwise, and read the body where it `reads`. */
export async function listen(tls?: Certificates, answer?: RequestListener, reads = false): Promise<Listener> {
	const seen: Seen[] = [];
	const handle: RequestListener = (request, response) => {
		const socket = request.socket as Partial<TLSSocket>;
		const client = socket.authorized ? String(socket.getPeerCertificate?.().subject.CN) : undefined;
		seen.push({ url: request.url ?? '', headers: request.headers, ...(client === undefined ? {} : { client }) });
		if (!reads) request.resume();
		if (answer) return answer(request, response);
		const body = request.url?.startsWith('/oauth_token.do') ? TOKEN : { result: [{ sys_id: '0'.repeat(32) }] };
		response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
	};
	const server: Server = tls
		? createSecureServer(
				{
					key: tls.serverKey,
					cert: tls.authority,
					ca: tls.authority,
					// The library signs clients' certificates with SHA-1, which OpenSSL has stopped to trust by default.
					ciphers: 'DEFAULT@SECLEVEL=0',
					requestCert: true,
					rejectUnauthorized: tls.demanding === true,
				},
				handle,
			)
		: createServer(handle);
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	const { port } = server.address() as AddressInfo;
	return {
		url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
		seen,
		close: async () => await new Promise<void>((done) => server.close(() => done())),
	};
}
