import { readFileSync } from 'node:fs';
import { Agent, request } from 'undici';
import type { EmulatorServer } from '../../test/harness/servicenow/emulator.mts';

/** What reached the instance. */
export interface Counts {
	requests: number;
	tokens: number;
	connections: number;
	bytesIn: number;
	bytesOut: number;
}

interface Statistics extends Omit<Counts, 'requests' | 'tokens'> {
	total: number;
	tokensReturned: number;
	maxConcurrent: number;
}

/** Talks to the emulator beside those who are measured; what it does itself is not counted. */
export class Control {
	private readonly url: string;
	private readonly dispatcher: Agent;

	constructor({ url, caFile }: EmulatorServer) {
		this.url = url;
		this.dispatcher = new Agent({ connect: { ca: readFileSync(caFile ?? '') } });
	}

	async counts(): Promise<Counts> {
		const { total, tokensReturned, connections, bytesIn, bytesOut } = await this.statistics();
		return { requests: total - tokensReturned, tokens: tokensReturned, connections, bytesIn, bytesOut };
	}

	private async statistics(): Promise<Statistics> {
		const { body } = await request(`${this.url}/__emulator/stats`, { dispatcher: this.dispatcher });
		return (await body.json()) as Statistics;
	}

	async close(): Promise<void> {
		await this.dispatcher.close();
	}
}

export function difference(after: Counts, before: Counts): Counts {
	return {
		requests: after.requests - before.requests,
		tokens: after.tokens - before.tokens,
		connections: after.connections - before.connections,
		bytesIn: after.bytesIn - before.bytesIn,
		bytesOut: after.bytesOut - before.bytesOut,
	};
}
