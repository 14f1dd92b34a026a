import { type Dispatcher, interceptors, Pool } from 'undici';

export interface Single {
	method: string;
	url: string;
	body?: object;
}

const BATCH = 100;
const PARALLEL = 3;

interface BatchAnswer {
	serviced_requests: Array<{ body: string }>;
}

/** A client without n8n, error handling or checks, on connections that stay open. */
export class FloorClient {
	private readonly headers: Record<string, string>;

	readonly pool: Dispatcher;

	private constructor(pool: Dispatcher, token: string) {
		this.pool = pool;
		this.headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
	}

	static async signIn(url: string, client: { client_id: string; client_secret: string }): Promise<FloorClient> {
		// Node's server breaks a kept TLS connection off where a request comes before the last answer has drained; it has read none of it.
		const again = interceptors.retry({ methods: ['GET', 'POST'], errorCodes: ['UND_ERR_SOCKET'], minTimeout: 1 });
		const pool = new Pool(url, { connections: PARALLEL }).compose(again);
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

	async rows(path: string): Promise<Array<{ sys_id: string }>> {
		const { body } = await this.send('GET', path);
		return ((await body.json()) as { result: Array<{ sys_id: string }> }).result;
	}

	/** Packs requests as the package does: this many in a call, this many calls at once. */
	async inBatches(requests: Single[]): Promise<number> {
		const loads = Array.from({ length: Math.ceil(requests.length / BATCH) }, (_, index) =>
			requests.slice(index * BATCH, (index + 1) * BATCH),
		);
		let done = 0;
		const worker = async (): Promise<void> => {
			for (let load = loads.shift(); load !== undefined; load = loads.shift()) {
				const served = await this.batch(load);
				done += served;
			}
		};
		await Promise.all(Array.from({ length: PARALLEL }, worker));
		return done;
	}

	private async batch(requests: Single[]): Promise<number> {
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
		for (const served of serviced_requests) JSON.parse(Buffer.from(served.body, 'base64').toString());
		return serviced_requests.length;
	}
}
