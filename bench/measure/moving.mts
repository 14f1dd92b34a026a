import { readFileSync } from 'node:fs';
import { Pool } from 'undici';
import type { EmulatorServer } from '../../test/harness/servicenow/emulator.mts';
import { PASSING } from '../contestants/material.mts';
import type { Access } from '../task.mts';

const AT_ONCE = 2;

/** Inserts rows into a table and deletes them again, as long as somebody reads it. */
export class Moving {
	private ended = false;

	private readonly pool: Pool;

	private readonly headers: Record<string, string>;

	private work: Array<Promise<void>> = [];

	constructor({ url, caFile }: EmulatorServer, { user }: Access) {
		this.pool = new Pool(url, { connections: AT_ONCE, connect: { ca: readFileSync(caFile ?? '') } });
		const authorization = `Basic ${Buffer.from(`${user.user_name}:${user.password}`).toString('base64')}`;
		this.headers = { authorization, accept: 'application/json', 'content-type': 'application/json' };
	}

	/** Resolves once the first row is there. */
	async begin(table: string): Promise<void> {
		await this.comeAndGo(table);
		this.work = Array.from({ length: AT_ONCE }, async () => {
			while (!this.ended) await this.comeAndGo(table);
		});
	}

	async end(): Promise<void> {
		this.ended = true;
		await Promise.all(this.work);
		await this.pool.close();
	}

	private async comeAndGo(table: string): Promise<void> {
		const path = `/api/now/table/${table}`;
		const made = await this.send('POST', path, JSON.stringify({ short_description: PASSING }));
		const { result } = JSON.parse(made) as { result: { sys_id: string } };
		await this.send('DELETE', `${path}/${result.sys_id}`);
	}

	private async send(method: 'POST' | 'DELETE', path: string, content?: string): Promise<string> {
		const { statusCode, body } = await this.pool.request({
			method,
			path,
			headers: this.headers,
			...(content === undefined ? {} : { body: content }),
		});
		const text = await body.text();
		if (statusCode >= 300) throw new Error(`${method} ${path}: ${statusCode} ${text}`);
		return text;
	}
}
