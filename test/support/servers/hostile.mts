import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request as a hostile server sees it; `nth` counts those of its kind, from 1. */
export interface Asked {
	method: string;
	path: string;
	query: URLSearchParams;
	body: unknown;
	isBatch: boolean;
	nth: number;
}

interface Reply {
	status: number;
	body?: unknown;
	headers?: Record<string, string>;
}

/** Answers in place of the server, where it gives a reply or answers by itself; `work` does what was asked for first. */
export type Trick = (asked: Asked, work: () => Reply, response: ServerResponse) => Reply | 'answered' | undefined;

type Row = Record<string, unknown>;

/** A small server of the Table and the Batch API that shares nothing with the emulator, and does whatever it is told to. */
export class HostileServer {
	readonly rows = new Map<string, Row>();
	trick: Trick = () => undefined;
	requests = 0;
	private readonly counts = new Map<string, number>();
	private readonly server = createServer((request, response) => void this.serve(request, response));

	async listen(): Promise<string> {
		this.server.listen(0, '127.0.0.1');
		await once(this.server, 'listening');
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async close(): Promise<void> {
		const closed = once(this.server, 'close');
		this.server.close();
		this.server.closeAllConnections();
		await closed;
	}

	reset(trick: Trick): void {
		this.rows.clear();
		this.counts.clear();
		this.requests = 0;
		this.trick = trick;
	}

	/** Records with this value. */
	made(short_description: string): Row[] {
		return [...this.rows.values()].filter((row) => row.short_description === short_description);
	}

	private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		this.requests++;
		const content = await text(request).catch(() => '');
		const url = new URL(request.url ?? '/', 'http://server');
		const body: unknown = content === '' ? undefined : JSON.parse(content);
		const asked = this.counted({ method: request.method ?? 'GET', path: url.pathname, query: url.searchParams, body });
		const work = () => this.work(asked);
		const reply = this.trick(asked, work, response) ?? work();
		if (reply === 'answered') return;
		const json =
			reply.body === undefined ? '' : typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
		response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers }).end(json);
	}

	private counted(asked: Omit<Asked, 'nth' | 'isBatch'>): Asked {
		const isBatch = asked.path.endsWith('/batch');
		const kind = isBatch ? 'batch' : asked.method;
		const nth = (this.counts.get(kind) ?? 0) + 1;
		this.counts.set(kind, nth);
		return { ...asked, isBatch, nth };
	}

	private work(asked: Asked): Reply {
		if (asked.isBatch) return { status: 200, body: this.batch(asked.body as { rest_requests: Row[] }) };
		const [, sys_id] = /\/table\/\w+(?:\/(\w+))?$/.exec(asked.path) ?? [];
		if (asked.method === 'POST') return this.insert(asked.body as Row);
		if (sys_id === undefined) return { status: 200, body: { result: this.list(asked.query) } };
		const row = this.rows.get(sys_id);
		if (row === undefined)
			return { status: 404, body: { error: { message: 'No Record found', detail: '' }, status: 'failure' } };
		if (asked.method === 'DELETE') {
			this.rows.delete(sys_id);
			return { status: 204 };
		}
		if (asked.method === 'PATCH') Object.assign(row, asked.body as Row);
		return { status: 200, body: { result: row } };
	}

	private insert(values: Row): Reply {
		const sys_id = String(values.sys_id);
		if (this.rows.has(sys_id)) {
			const detail = `Unique Key violation detected by database (Duplicate entry '${sys_id}' for key 'PRIMARY')`;
			return { status: 403, body: { error: { message: 'Operation Failed', detail }, status: 'failure' } };
		}
		this.rows.set(sys_id, values);
		return { status: 201, body: { result: values } };
	}

	private list(query: URLSearchParams): Row[] {
		const asked = query.get('sysparm_query') ?? '';
		const [, ids] = /sys_idIN([^^]*)/.exec(asked) ?? [];
		const [, after = ''] = /sys_id>(\w+)/.exec(asked) ?? [];
		const rows = [...this.rows.values()].sort((a, b) => (String(a.sys_id) < String(b.sys_id) ? -1 : 1));
		const wanted = rows.filter(
			({ sys_id }) => (ids === undefined || ids.split(',').includes(String(sys_id))) && String(sys_id) > after,
		);
		const telling = asked.includes('RELATIVEGE')
			? wanted.filter(({ short_description }) => asked.includes(String(short_description)))
			: wanted;
		const offset = Number(query.get('sysparm_offset') ?? 0);
		return telling.slice(offset, offset + Number(query.get('sysparm_limit') ?? 10_000));
	}

	private batch({ rest_requests }: { rest_requests: Row[] }): unknown {
		const serviced_requests = rest_requests.map(({ id, method, url, body }) => {
			const { pathname: path, searchParams: query } = new URL(String(url), 'http://server');
			const content =
				body === undefined ? undefined : (JSON.parse(Buffer.from(String(body), 'base64').toString()) as unknown);
			const reply = this.work({ method: String(method), path, query, body: content, isBatch: false, nth: 0 });
			const answer = Buffer.from(JSON.stringify(reply.body ?? '')).toString('base64');
			return {
				id,
				status_code: reply.status,
				status_text: '',
				body: reply.body === undefined ? '' : answer,
				headers: [],
			};
		});
		return { batch_request_id: '1', serviced_requests, unserviced_requests: [] };
	}
}
