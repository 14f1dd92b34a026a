import { sleep } from 'n8n-workflow';
import { isObject } from '../domain/api/request';
import type { ToldDeletion } from '../domain/changes/deletions';

/** Milliseconds for which rings wait for others, which are looked at together. */
const GATHER = 1_000;
/** Records that are remembered, so that none is told twice. */
const MOST = 10_000;

/** Deletions that rings have told, and that have not been handed out yet. */
export class ToldDeletions {
	private waiting: ToldDeletion[] = [];

	private readonly known = new Set<string>();

	private isGathering = false;

	/** Of rings that come together, the first one goes on for all. @returns whether this one does */
	async gathers(told: ToldDeletion): Promise<boolean> {
		if (this.known.has(told.sys_id)) return false;
		this.known.add(told.sys_id);
		for (const oldest of this.known) {
			if (this.known.size <= MOST) break;
			this.known.delete(oldest);
		}
		this.waiting.push(told);
		if (this.isGathering) return false;
		this.isGathering = true;
		await sleep(GATHER);
		this.isGathering = false;
		return true;
	}

	/** Those that wait. They wait again if they cannot be looked at. */
	async each<Result>(look: (deletions: ToldDeletion[]) => Promise<Result>): Promise<Result> {
		const taken = this.waiting;
		this.waiting = [];
		let isDone = false;
		try {
			const result = await look(taken);
			isDone = true;
			return result;
		} finally {
			if (!isDone) this.waiting = [...taken, ...this.waiting];
		}
	}
}

/** What a ring says of a deletion; undefined where it is about none. */
export function toldDeletion(body: string): ToldDeletion | undefined {
	const ring = parsed(body);
	if (!isObject(ring)) return undefined;
	const { id, t, by } = ring;
	if (typeof id !== 'string' || !/^[0-9a-f]{32}$/.test(id) || typeof t !== 'number') return undefined;
	return { sys_id: id, class: String(ring.class ?? ''), second: t, by: decoded(String(by ?? '')) };
}

function parsed(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
