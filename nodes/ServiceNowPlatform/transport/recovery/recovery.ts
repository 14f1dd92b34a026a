import { isMadeBefore } from '../../domain/api/doubt';
import { isOwnError } from '../../domain/failure/undecided';
import { ApiFailure } from '../../domain/failure/failure';
import type { ApiResponse } from '../../domain/api/request';
import type { Connection } from '../sending/connection';
import { wait } from '../sending/rateLimit';
import { backoff, isExhausted } from '../sending/retryPolicy';
import { findCreated, type Found } from './created';
import type { KeptIds } from './keptIds';
import { isRepeatable, type Pending } from './pending';
import { hasTwin } from './twin';

/** What becomes of requests that failed. */
export interface Verdicts {
	settled: Iterable<[Pending, ApiResponse | ApiFailure]>;
	again: Pending[];
}

/** Decides about requests that failed: what an insert has made is looked for, and what can do no harm is sent again after a pause. */
export class Recovery {
	private readonly connection: Connection;

	private readonly keptIds: KeptIds;

	private readonly stopping: AbortSignal;

	constructor(connection: Connection, keptIds: KeptIds, stopping: AbortSignal) {
		this.connection = connection;
		this.keptIds = keptIds;
		this.stopping = stopping;
	}

	async decide(load: Pending[]): Promise<Verdicts> {
		const open = load.filter(isWorthAnother);
		const settled: Found = new Map(load.filter((one) => !open.includes(one)).map((one) => [one, failureOf(one)]));
		await wait(Math.max(0, ...open.map(pauseFor)), this.stopping);
		// What was in doubt stays so, and is told.
		const looked = this.stopping.aborted ? new Map() : await this.look(open.filter(isToBeLookedFor));
		const again: Pending[] = [];
		for (const pending of open) {
			const outcome = looked.get(pending);
			if (outcome !== undefined) settled.set(pending, outcome instanceof ApiFailure ? failureOf(pending) : outcome);
			else if (this.stopping.aborted || isAtEnd(pending)) settled.set(pending, failureOf(pending));
			else again.push(pending);
		}
		return { settled, again };
	}

	private async look(inserts: Pending[]): Promise<Found> {
		const lookable = inserts.filter((one) => this.keptIds.of(tableOf(one)) !== false);
		const found = await findCreated(this.connection, lookable);
		for (const [{ request }, outcome] of found)
			if (!(outcome instanceof ApiFailure)) this.keptIds.saw(request, outcome);
		for (const one of lookable) if (!found.has(one) && !isAtEnd(one)) await this.prove(one, found);
		for (const one of inserts) {
			if (this.keptIds.of(tableOf(one)) === false && !found.has(one)) found.set(one, failureOf(one));
		}
		return found;
	}

	/**
	 * That it was not found by the id that was chosen for it proves nothing until an insert into this table has shown that the instance keeps
	 * such ids: one is sent by itself then, unless there is a new record of the same values.
	 */
	private async prove(pending: Pending, found: Found): Promise<void> {
		if (this.keptIds.of(tableOf(pending)) !== undefined || this.stopping.aborted) return;
		const twin = await hasTwin(this.connection, pending.request);
		if (twin !== false) return void found.set(pending, failureOf(pending));
		const answer = await this.connection.attempt(pending.request);
		if (answer instanceof ApiFailure) return;
		this.keptIds.saw(pending.request, answer);
		found.set(pending, answer);
	}
}

function isWorthAnother({ request, last }: Pending): boolean {
	if (last === undefined) return true;
	return last.kind === 'rate-limited' || isMadeBefore(request, last) || isRepeatable(request);
}

function isToBeLookedFor({ request, last, doubt }: Pending): boolean {
	return request.creates !== undefined && (doubt !== undefined || (last !== undefined && isMadeBefore(request, last)));
}

/** An error of ServiceNow's own would come again, save where it was that of a whole call. */
function isAtEnd({ request, last, failures = 0 }: Pending): boolean {
	if (last === undefined) return false;
	return (
		isExhausted(last, failures) || (request.method !== 'GET' && isOwnError(last) && last.facts.path === request.path)
	);
}

function pauseFor({ request, last, failures = 0 }: Pending): number {
	if (last === undefined || isMadeBefore(request, last) || isExhausted(last, failures)) return 0;
	return backoff(last, failures, Math.random());
}

function tableOf({ request }: Pending): string {
	return request.creates?.table ?? '';
}

/** Why it is not known, or not possible. */
function failureOf({ request, last, doubt }: Pending): ApiFailure {
	const failure = doubt ?? (last as ApiFailure);
	const { creates, method, path } = request;
	const { trace = creates && traceOf(creates) } = failure.facts;
	return new ApiFailure({ ...failure.facts, method, path, ...(trace === undefined ? {} : { trace }) });
}

function traceOf({ table, sys_id }: { table: string; sys_id: string }): string {
	return `Look for ${sys_id} in ${table}, and for a new record with these values: business rules can give it another sys_id.`;
}
