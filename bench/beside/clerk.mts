import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import type { EmulatorServer } from '../../test/harness/servicenow/emulator.mts';
import { readFileSync } from 'node:fs';
import type { Access, RecordKey } from '../task.mts';

/** Milliseconds in which somebody looks at what has come before the next click. */
const THINKING = 150;
/** Of so many clicks one writes. */
const WRITES = 4;

/** Somebody who works at the instance by hand, on connections that stay open: opens an incident, and now and then changes one. */
export class Clerk {
	/** Milliseconds of each answer. */
	private readonly waits: number[] = [];

	private readonly records: RecordKey[];

	private readonly headers: Record<string, string>;

	private readonly pool: Pool;

	private ended = false;

	private work: Promise<void> | undefined;

	constructor({ url, caFile }: EmulatorServer, { user }: Access, records: RecordKey[]) {
		this.pool = new Pool(url, { connections: 2, connect: { ca: readFileSync(caFile ?? '') } });
		const authorization = `Basic ${Buffer.from(`${user.user_name}:${user.password}`).toString('base64')}`;
		this.headers = { authorization, accept: 'application/json', 'content-type': 'application/json' };
		this.records = records;
	}

	begin(): void {
		this.work = this.click();
	}

	/** @returns milliseconds of each answer */
	async end(): Promise<number[]> {
		this.ended = true;
		await this.work;
		await this.pool.close();
		return this.waits;
	}

	private async click(): Promise<void> {
		for (let nth = 0; !this.ended; nth++) {
			const { sys_id } = this.records[nth % this.records.length] as RecordKey;
			const begun = performance.now();
			const { statusCode, body } = await this.pool.request({
				...(nth % WRITES === 0 ? { method: 'PATCH', body: JSON.stringify({ urgency: '2' }) } : { method: 'GET' }),
				path: `/api/now/table/incident/${sys_id}`,
				headers: this.headers,
			});
			await body.dump();
			if (statusCode >= 300)
				throw new Error(`The instance answered ${statusCode} to somebody who worked there by hand.`);
			this.waits.push(performance.now() - begun);
			await sleep(THINKING);
		}
	}
}
