import type { Fault } from '../fault.mts';
import type { Clock } from './schema.mts';
import type { Store } from './store.mts';

export interface EmulatorOptions {
	port: number;
	host: string;
	tls: boolean;
	db: string;
	seed: 'demo' | 'empty';
	/** Extra generated rows: table name → how many. */
	rows: Record<string, number>;
	/** Milliseconds. */
	latency: number;
	/** Milliseconds for each record operation. */
	serviceTime: number;
	semaphores: number;
	/** Seconds, over every client's own lifespan; 0 leaves it to the clients (1800 and 8640000 where they say nothing). */
	tokenLifetime: number;
	refreshLifetime: number;
	/** System properties set over the seed's. */
	properties: Record<string, string>;
	faults: Fault[];
	/** For each application node, how many milliseconds its clock is ahead. */
	nodeClockSkew: readonly number[];
}

/** What the ready line on stdout tells. */
export interface Ready {
	url: string;
	caFile?: string;
	pid: number;
	users: Array<{ user_name: string; password: string; roles: string[] }>;
	oauth: Array<{ name: string; client_id: string; client_secret: string; grants: string[] }>;
	apiKeys: Array<{ name: string; key: string; user_name: string }>;
}

/** Jobs of business rules that run later. */
export interface JobCounts {
	waiting: number;
	running: number;
	done: number;
	failed: number;
}

export interface Statistics {
	/** Requests by route name. */
	requests: Record<string, number>;
	/** Operations inside Batch calls, by route name; not counted in `requests`. */
	batched: Record<string, number>;
	total: number;
	/** Access tokens that were newly made; an answer that returns a living token again is not one. */
	tokensMinted: number;
	/** Answers of the token endpoint that carried a token, new or not. */
	tokensReturned: number;
	connections: number;
	bytesIn: number;
	bytesOut: number;
	rowsRead: number;
	/** Answers by status. */
	statuses: Record<string, number>;
	/** The largest number of transactions that ran at the same time. */
	maxConcurrent: number;
}

export interface Emulator {
	ready: Ready;
	url: string;
	store: Store;
	clock: Clock;
	stats(): Statistics;
	resetStats(): void;
	setFaults(faults: Fault[]): void;
	/** Back to the seed: records, clock, counters, tokens, faults. */
	reset(): void;
	close(): Promise<void>;
}
