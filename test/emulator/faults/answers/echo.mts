import { Readable } from 'node:stream';
import { ServiceNowError } from '../../errors.mts';
import type { ActionOf, EchoPlace } from '../../fault.mts';
import { readBody } from '../../http/content/incoming.mts';
import type { Incoming } from '../../http/content/incoming.mts';
import { page } from '../../http/pages.mts';
import type { ApiResponse } from '../../types.mts';
import { aCount, aFlag, listOf, oneOf, optional } from '../fields.mts';
import { kind } from '../kind.mts';
import type { Act, Scene } from '../kind.mts';
import { failure } from './envelope.mts';

const MEGABYTE = 1_048_576;
const SECRETS = ['client_secret', 'password', 'refresh_token', 'assertion', 'code'];

function ofHeaders({ headers, outer }: Incoming): string[] {
	const { authorization = '', 'x-sn-apikey': key, cookie } = { ...headers, ...outer };
	const [scheme = '', value = ''] = authorization.split(/\s+/);
	const login = /^basic$/i.test(scheme) ? Buffer.from(value, 'base64').toString('utf8') : '';
	return [authorization, value, login, login.split(':').slice(1).join(':'), key ?? '', cookie ?? ''];
}

function ofForm(incoming: Incoming, body: Buffer): string[] {
	if (!/form-urlencoded/.test(incoming.headers['content-type'] ?? '')) return [];
	const form = new URLSearchParams(body.toString('utf8'));
	return SECRETS.map((name) => form.get(name) ?? '');
}

/** A header holds one line of it. */
const echoed = (secrets: readonly string[]): Record<string, string> => ({
	'x-transaction-id': secrets.at(-1) ?? '',
	'x-echo': secrets.join(' ').replace(/[^\x20-\x7e]/g, ''),
});

function answer(places: readonly EchoPlace[], status: number, secrets: readonly string[]): ApiResponse {
	const words = `The sign-in ${secrets.join(' ')} was not accepted`;
	const headers = places.includes('headers') ? echoed(secrets) : {};
	if (places.includes('page')) return page(words, words, status, headers);
	const message = places.includes('message') ? words : 'Operation Failed';
	return failure(new ServiceNowError(status, message, places.includes('detail') ? words : null, headers));
}

/** Repeats what the caller signed in with. Without a status the real answer does so, in its headers. */
const echoing =
	({ status, in: places = ['headers', 'message', 'detail'], work = false }: ActionOf<'echo'>): Act =>
	async (scene: Scene) => {
		const body = await readBody(scene.incoming, 10 * MEGABYTE);
		const incoming = { ...scene.incoming, stream: Readable.from(body.length > 0 ? [body] : []) };
		const found = [...ofHeaders(incoming), ...ofForm(incoming, body)].filter(Boolean);
		const secrets = [...new Set(found)];
		if (status === undefined) {
			const outcome = await scene.work(incoming);
			const headers = { ...outcome.response.headers, ...echoed(secrets) };
			return { ...outcome, response: { ...outcome.response, headers } };
		}
		if (work) await scene.work(incoming);
		return { response: answer(places, status, secrets), edge: false, loggedIn: false };
	};

export const echo = kind<'echo'>({
	fields: {
		status: optional(aCount),
		in: optional(listOf(oneOf('headers', 'message', 'detail', 'page'))),
		work: optional(aFlag),
	},
	start: echoing,
});
