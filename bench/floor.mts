import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Pool } from 'undici';
import type { Assignment, Ways } from './job.mts';
import { fileOf, fieldsOfList, newIncident } from './material.mts';

const BATCH = 100;
const PARALLEL = 3;
const PAGE = 10_000;

/**
 * What can be reached at all: a client without n8n, error handling or checks, on connections that stay open, which packs as many
 * requests into Batch calls and sends as many at once as the package does.
 */
export async function floorWays({ url, client, items, records, fileSize, attachment }: Assignment): Promise<Ways> {
	const pool = new Pool(url, { connections: PARALLEL });
	const form = new URLSearchParams({ grant_type: 'client_credentials', ...client });
	const token = await pool.request({
		method: 'POST',
		path: '/oauth_token.do',
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: form.toString(),
	});
	const { access_token } = (await token.body.json()) as { access_token: string };
	const headers = { authorization: `Bearer ${access_token}`, accept: 'application/json' };
	const json = { ...headers, 'content-type': 'application/json' };

	async function get(path: string): Promise<unknown> {
		const { body } = await pool.request({ method: 'GET', path, headers });
		return ((await body.json()) as { result: unknown }).result;
	}

	async function batch(requests: Array<{ method: string; url: string; body?: object }>): Promise<number> {
		const rest_requests = requests.map(({ method, url: path, body }, id) => ({
			id: String(id),
			method,
			url: path,
			headers: [{ name: 'Content-Type', value: 'application/json' }],
			...(body === undefined ? {} : { body: Buffer.from(JSON.stringify(body)).toString('base64') }),
			exclude_response_headers: true,
		}));
		const { body } = await pool.request({
			method: 'POST',
			path: '/api/now/v1/batch',
			headers: json,
			body: JSON.stringify({ batch_request_id: '1', rest_requests }),
		});
		const { serviced_requests } = (await body.json()) as { serviced_requests: Array<{ body: string }> };
		for (const served of serviced_requests) JSON.parse(Buffer.from(served.body, 'base64').toString());
		return serviced_requests.length;
	}

	async function inBatches(requests: Array<{ method: string; url: string; body?: object }>): Promise<number> {
		const loads = Array.from({ length: Math.ceil(requests.length / BATCH) }, (_, index) =>
			requests.slice(index * BATCH, (index + 1) * BATCH),
		);
		let done = 0;
		const worker = async (): Promise<void> => {
			for (let load = loads.shift(); load !== undefined; load = loads.shift()) done += await batch(load);
		};
		await Promise.all(Array.from({ length: PARALLEL }, worker));
		return done;
	}

	const one = (sys_id: string) => `/api/now/table/incident/${sys_id}?sysparm_exclude_reference_link=true`;
	return {
		create: async () =>
			await inBatches(
				Array.from({ length: items }, (_, index) => ({
					method: 'POST',
					url: '/api/now/table/incident?sysparm_exclude_reference_link=true',
					body: newIncident(index),
				})),
			),
		get: async () =>
			await inBatches(records.slice(0, items).map(({ sys_id }) => ({ method: 'GET', url: one(sys_id) }))),
		update: async () =>
			await inBatches(
				records.slice(0, items).map(({ sys_id }) => ({ method: 'PATCH', url: one(sys_id), body: { impact: '2' } })),
			),
		async list() {
			let rows = 0;
			for (let last = ''; ; ) {
				const query = `${last === '' ? '' : `sys_id>${last}^`}ORDERBYsys_id`;
				const page = (await get(
					`/api/now/table/incident?sysparm_query=${encodeURIComponent(query)}&sysparm_limit=${PAGE}&sysparm_no_count=true&sysparm_suppress_pagination_header=true&sysparm_exclude_reference_link=true&sysparm_fields=${fieldsOfList.join(',')}`,
				)) as Array<{ sys_id: string }>;
				rows += page.length;
				if (page.length < PAGE) return rows;
				last = page.at(-1)?.sys_id ?? '';
			}
		},
		async upload() {
			const target = records[0]?.sys_id ?? '';
			const { body, statusCode } = await pool.request({
				method: 'POST',
				path: `/api/now/attachment/file?table_name=incident&table_sys_id=${target}&file_name=${randomBytes(4).toString('hex')}.bin`,
				headers: { ...headers, 'content-type': 'application/octet-stream', 'content-length': String(fileSize) },
				body: createReadStream(await fileOf(fileSize)),
			});
			await body.dump();
			return statusCode === 201 ? fileSize : 0;
		},
		async download() {
			const { body } = await pool.request({ method: 'GET', path: `/api/now/attachment/${attachment}/file`, headers });
			let size = 0;
			const sink = createWriteStream('/dev/null');
			await pipeline(
				body,
				async function* (chunks: AsyncIterable<Buffer>) {
					for await (const chunk of chunks) {
						size += chunk.length;
						yield chunk;
					}
				},
				sink satisfies Writable,
			);
			return size;
		},
	};
}
