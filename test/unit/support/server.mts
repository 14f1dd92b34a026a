import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';
import { N8n } from '../../support/n8n/n8n.mts';
import { SERVICE } from '../../support/signIn.mts';

export type Rows = Array<Record<string, unknown>>;

/** A request for records, as a small instance sees it. */
export interface Asked {
	table: string;
	query: string;
	fields: string[];
	limit: number;
	offset: number;
}

/** A few lines of ServiceNow, for what asks for lists only: every token is good, every table answers with what the script says. */
export class ListServer {
	readonly asked: Asked[] = [];
	private readonly rows: (asked: Asked) => Rows | number;
	private readonly server: Server;

	constructor(rows: (asked: Asked) => Rows | number) {
		this.rows = rows;
		this.server = createServer((request, response) => {
			const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
			const [status, body] =
				pathname === '/oauth_token.do'
					? [200, { access_token: 'a', expires_in: 1800 }]
					: this.answer(pathname, searchParams);
			response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
		});
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async start(): Promise<this> {
		await new Promise<void>((ready) => this.server.listen(0, '127.0.0.1', ready));
		return this;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise<void>((end) => this.server.close(() => end()));
	}

	/** A context like the one in which n8n fills pickers. */
	async loadOptions(parameters: INodeParameters): Promise<ILoadOptionsFunctions> {
		const n8n = new N8n();
		await n8n.signIn({ instance: this.url, grant: 'clientCredentials', clientId: 'id', clientSecret: 'secret' });
		return n8n.loadOptions({ authentication: SERVICE, ...parameters });
	}

	private answer(path: string, search: URLSearchParams): [number, unknown] {
		const asked = {
			table: path.split('/').at(-1) ?? '',
			query: search.get('sysparm_query') ?? '',
			fields: (search.get('sysparm_fields') ?? '').split(','),
			limit: Number(search.get('sysparm_limit')),
			offset: Number(search.get('sysparm_offset') ?? 0),
		};
		this.asked.push(asked);
		const rows = this.rows(asked);
		if (typeof rows === 'number') return [rows, { error: { message: 'its words', detail: null }, status: 'failure' }];
		return [200, { result: rows }];
	}
}
