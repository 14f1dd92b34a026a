import { type Dispatcher, interceptors, Pool } from 'undici';
import type { Access } from '../task.mts';

export interface Single {
	method: string;
	url: string;
	body?: object;
}

/** Requests in a Batch call: ten calls for a thousand, which share out among the lanes. */
const BATCH = 100;
/** Requests under way at once: as many as the node sends by itself. */
export const LANES = 3;

interface BatchAnswer {
	serviced_requests: Array<{ id: string; status_code: number; body: string }>;
}

type Json = Record<string, unknown>;

/** A client without n8n, error handling or checks, on connections that stay open. */
export class FloorClient {
	private readonly headers: Record<string, string>;

	readonly pool: Dispatcher;

	/** Requests in a Batch call. */
	batchSize = BATCH;

	private constructor(pool: Dispatcher, token: string) {
		this.pool = pool;
		this.headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
	}

	static async signIn({ url, client }: Pick<Access, 'url' | 'client'>): Promise<FloorClient> {
		// Node's server breaks a kept TLS connection off where a request comes before the last answer has drained; it has read none of it.
		const again = interceptors.retry({ methods: ['GET', 'POST'], errorCodes: ['UND_ERR_SOCKET'], minTimeout: 1 });
		const pool = new Pool(url, { connections: LANES }).compose(again);
		const { body } = await pool.request({
			method: 'POST',
			path: '/oauth_token.do',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: new URLSearchParams({ grant_type: 'client_credentials', ...client }).toString(),
		});
		const { access_token } = (await body.json()) as { access_token: string };
		return new FloorClient(pool, access_token);
	}

	async send(
		method: 'GET' | 'POST',
		path: string,
		more: { body?: string | NodeJS.ReadableStream; headers?: object } = {},
	) {
		const headers = { ...this.headers, ...more.headers };
		return await this.pool.request({ method, path, headers, body: more.body as string });
	}

	async rows(path: string): Promise<Json[]> {
		const { body } = await this.send('GET', path);
		return ((await body.json()) as { result: Json[] }).result;
	}

	/** Records that came of the requests, in their order: a single one by itself, many in Batch calls. */
	async all(requests: Single[]): Promise<unknown[]> {
		const [only] = requests;
		if (requests.length === 1 && only !== undefined) return [await this.single(only)];
		const size = Math.min(this.batchSize, Math.ceil(requests.length / LANES));
		const count = Math.ceil(requests.length / size);
		const loads = Array.from({ length: count }, (_, nth) => requests.slice(nth * size, (nth + 1) * size));
		const answers: unknown[][] = [];
		const left = loads.entries();
		const worker = async (): Promise<void> => {
			for (const [nth, load] of left) answers[nth] = await this.batch(load);
		};
		await Promise.all(Array.from({ length: LANES }, worker));
		return answers.flat();
	}

	private async single({ method, url, body: content }: Single): Promise<unknown> {
		const { body, statusCode } = await this.send(method as 'POST', url, {
			headers: { 'content-type': 'application/json' },
			...(content === undefined ? {} : { body: JSON.stringify(content) }),
		});
		const text = await body.text();
		if (statusCode >= 300) throw new Error(`${method} ${url}: ${statusCode} ${text}`);
		return text === '' ? undefined : (JSON.parse(text) as { result: unknown }).result;
	}

	private async batch(requests: Single[]): Promise<unknown[]> {
		const rest_requests = requests.map(({ method, url, body }, id) => ({
			id: String(id),
			method,
			url,
			headers: [{ name: 'Content-Type', value: 'application/json' }],
			...(body === undefined ? {} : { body: Buffer.from(JSON.stringify(body)).toString('base64') }),
			exclude_response_headers: true,
		}));
		const { body } = await this.send('POST', '/api/now/v1/batch', {
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ batch_request_id: '1', rest_requests }),
		});
		const { serviced_requests } = (await body.json()) as BatchAnswer;
		const answers: unknown[] = [];
		for (const { id, status_code, body: own } of serviced_requests) {
			if (status_code >= 300) throw new Error(`${requests[Number(id)]?.url}: ${status_code}`);
			const text = Buffer.from(own ?? '', 'base64').toString();
			answers[Number(id)] = text === '' ? undefined : (JSON.parse(text) as { result: unknown }).result;
		}
		if (answers.length !== requests.length) throw new Error('The Batch call left requests out.');
		return answers;
	}
}
