import type { IncomingMessage, RequestListener } from 'node:http';
import { type Listener, listen } from './tlsInstance.mts';

export type EchoMode = 'envelope' | 'oauth' | 'page' | 'escaped' | 'redirect' | 'text' | 'broken';
export const ECHO_MODES: EchoMode[] = ['envelope', 'oauth', 'page', 'escaped', 'redirect', 'text', 'broken'];

interface EchoSettings {
	mode: EchoMode;
	status: number;
	/** What the token endpoint gives; without it, it echoes, too. */
	token?: object | undefined;
}

/** All that was sent, as it came and decoded. */
async function everythingSent(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const body = Buffer.concat(chunks).toString('utf8');
	const form = Object.fromEntries(new URLSearchParams(body));
	const basic = (request.headers.authorization ?? '').replace(/^Basic /, '');
	const values = [...Object.values(form), Buffer.from(basic, 'base64').toString('utf8')];
	return [values.join(' '), JSON.stringify(request.headers), body].join(' ');
}

/** As web pages write it. */
const escaped = (text: string): string =>
	text.replace(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? '&#39;');

const pageOf = (text: string): string =>
	`<!DOCTYPE html><html><head><title>${text}</title></head><body>${text}</body></html>`;

/** An instance that repeats what it is sent, in whatever it answers: the worst that a gateway or a debugging aid may do. */
export async function echo(settings: EchoSettings): Promise<Listener> {
	const answer: RequestListener = (request, response) => {
		void everythingSent(request).then((text) => {
			const { mode, status, token } = settings;
			if (token !== undefined && request.url?.startsWith('/oauth_token')) {
				return response.setHeader('content-type', 'application/json').end(JSON.stringify(token));
			}
			const bodies: Record<EchoMode, [type: string, body: string]> = {
				envelope: ['application/json', JSON.stringify({ error: { message: text, detail: text }, status: 'failure' })],
				oauth: ['application/json', JSON.stringify({ error: text, error_description: text })],
				page: ['text/html', pageOf(text)],
				escaped: ['text/html', pageOf(escaped(text))],
				redirect: ['text/html', pageOf(text)],
				text: ['text/plain', text],
				broken: ['application/json', `{"result":[{"text":${JSON.stringify(text)}`],
			};
			const [type, body] = bodies[mode];
			const location = `https://elsewhere.example/${encodeURIComponent(text)}`;
			return response.writeHead(mode === 'redirect' ? 302 : status, { 'content-type': type, location }).end(body);
		});
	};
	return await listen(undefined, answer, true);
}
