import { readFileSync } from 'node:fs';
import { Agent, request } from 'undici';
import { adminOf } from './credentials.mts';
import type { EmulatorAccess } from './emulator.mts';

export interface InstanceStatistics {
	/** Requests by the emulator's route name. */
	requests: Record<string, number>;
	total: number;
	tokensMinted: number;
	tokensReturned: number;
	statuses: Record<string, number>;
}

type Row = Record<string, unknown>;

const basic = (user: string, password: string): string =>
	`Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** The emulator seen from outside n8n: its administrator's view over REST, and its switches. */
export class Instance {
	readonly url: string;
	private readonly authorization: string;
	private readonly dispatcher: Agent;

	constructor(access: EmulatorAccess) {
		const admin = adminOf(access);
		this.url = access.url;
		this.dispatcher = new Agent(access.caFile ? { connect: { ca: readFileSync(access.caFile, 'utf8') } } : {});
		this.authorization = basic(admin.user_name, admin.password);
	}

	private async send(
		method: 'GET' | 'POST' | 'PATCH',
		path: string,
		body?: object,
		authorize = true,
	): Promise<unknown> {
		const response = await request(`${this.url}${path}`, {
			method,
			dispatcher: this.dispatcher,
			headers: {
				accept: 'application/json',
				'content-type': 'application/json',
				...(authorize ? { authorization: this.authorization } : {}),
			},
			body: body ? JSON.stringify(body) : null,
		});
		const text = await response.body.text();
		if (response.statusCode >= 400) throw new Error(`The emulator answered ${response.statusCode} to ${path}: ${text}`);
		return text === '' ? undefined : (JSON.parse(text) as unknown);
	}

	async rows(table: string, query: string, parameters: Record<string, string> = {}): Promise<Row[]> {
		const search = new URLSearchParams({ sysparm_query: query, ...parameters });
		const answer = await this.send('GET', `/api/now/table/${table}?${search}`);
		return (answer as { result: Row[] }).result;
	}

	async record(table: string, sysId: string): Promise<Row> {
		const answer = await this.send('GET', `/api/now/table/${table}/${sysId}`);
		return (answer as { result: Row }).result;
	}

	/** The same with labels and names in place of what is stored. */
	async shown(table: string, sysId: string): Promise<Row> {
		const form = 'sysparm_display_value=true&sysparm_exclude_reference_link=true';
		const answer = await this.send('GET', `/api/now/table/${table}/${sysId}?${form}`);
		return (answer as { result: Row }).result;
	}

	async create(table: string, values: Record<string, string>): Promise<string> {
		const answer = await this.send('POST', `/api/now/table/${table}`, values);
		return (answer as { result: { sys_id: string } }).result.sys_id;
	}

	async update(table: string, sysId: string, values: Record<string, string>): Promise<void> {
		await this.send('PATCH', `/api/now/table/${table}/${sysId}`, values);
	}

	async statistics(): Promise<InstanceStatistics> {
		return (await this.send('GET', '/__emulator/stats', undefined, false)) as InstanceStatistics;
	}

	async resetStatistics(): Promise<void> {
		await this.send('POST', '/__emulator/stats/reset', {}, false);
	}

	/** Scripted misbehaviour from now on; an empty list ends it. */
	async setFaults(faults: object[]): Promise<void> {
		await this.send('POST', '/__emulator/faults', faults, false);
	}
}
