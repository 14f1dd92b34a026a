import { ApiFailure } from '../../../../nodes/ServiceNowPlatform/domain/failure/failure.ts';
import type { ApiRequest, ApiResponse, Steps } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { isFork, isPause } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { storedTime } from '../../../../nodes/ServiceNowPlatform/domain/changes/time.ts';

/** A state of a record. */
export interface Version {
	count: number;
	stamp: number;
	/** When others see it. */
	visible: number;
	created: number;
	isDeleted: boolean;
}

type Rule = (row: Record<string, string>) => boolean;

/** A table of an instance, as far as the reader asks about it: small enough to be right at a glance. */
export class ModelInstance {
	/** Seconds since the epoch. */
	now = 1_800_000_000;

	/** How far the clock of whoever answers is ahead. */
	ahead = 0;

	/** Rows that the user may not see. */
	readonly hidden = new Set<string>();

	readonly records = new Map<string, Version[]>();

	/** Records that have been written since everybody looked at them. */
	readonly touched = new Set<string>();

	/** Requests until one fails; undefined where none does. */
	failsAfter: number | undefined;

	requests = 0;

	private writes = 0;

	private shown: { moment: string; rows: Array<Record<string, string>> } = { moment: '', rows: [] };

	/** What everybody sees of a record. */
	seen(sys_id: string): Version | undefined {
		const version = this.records.get(sys_id)?.findLast(({ visible }) => visible <= this.now);
		return version === undefined || version.isDeleted ? undefined : version;
	}

	/** Whether somebody's transaction on it is still open. */
	isOpen(sys_id: string): boolean {
		return (this.records.get(sys_id) ?? []).some(({ visible }) => visible > this.now);
	}

	write(sys_id: string, { late = 0, stamp = this.now, isDeleted = false } = {}): void {
		this.writes++;
		this.touched.add(sys_id);
		const versions = this.records.get(sys_id) ?? [];
		const before = versions.at(-1);
		const count = before === undefined ? 0 : before.count + 1;
		const created = before?.created ?? stamp;
		this.records.set(sys_id, [...versions, { count, stamp, created, visible: this.now + late, isDeleted }]);
	}

	/** Drives steps to their end; `between` is called before each request. */
	take<Result>(steps: Steps<Result>, between: () => void = () => undefined): Result {
		const outcome = this.advance(steps, Number.POSITIVE_INFINITY, undefined, between);
		if (!outcome.done) throw new Error('The steps have no end');
		return outcome.value;
	}

	/** Drives steps for some requests. */
	advance<Result>(
		steps: Steps<Result>,
		requests: number,
		answer?: ApiResponse,
		between: () => void = () => undefined,
	): { done: true; value: Result } | { done: false; answer: ApiResponse | undefined } {
		let next = answer;
		for (let sent = 0; ; sent++) {
			const step = steps.next(next as ApiResponse);
			if (step.done === true) return { done: true, value: step.value };
			if (isPause(step.value)) throw new Error('The reader does not pause');
			between();
			if (isFork(step.value)) {
				for (const strand of step.value.strands) this.take(strand, between);
				next = { status: 204, headers: {}, body: undefined };
			} else {
				const failure = this.failureDue();
				if (failure !== undefined) return this.throwInto(steps, failure);
				next = this.answer(step.value);
			}
			if (sent + 1 >= requests) return { done: false, answer: next };
		}
	}

	private throwInto<Result>(steps: Steps<Result>, failure: ApiFailure): { done: true; value: Result } {
		const step = steps.throw(failure);
		if (step.done !== true) throw new Error('The reader goes on behind a failure that is not worth it');
		return { done: true, value: step.value };
	}

	private failureDue(): ApiFailure | undefined {
		if (this.failsAfter === undefined) return undefined;
		if (this.failsAfter > 0) {
			this.failsAfter--;
			return undefined;
		}
		this.failsAfter = undefined;
		return new ApiFailure({ kind: 'forbidden', message: 'A fault' });
	}

	private answer({ query = {} }: ApiRequest): ApiResponse {
		this.requests++;
		const terms = (query.sysparm_query ?? '').split('^');
		const rules = terms.filter((term) => !term.startsWith('ORDERBY')).map(ruleOf);
		const columns = terms.filter((term) => term.startsWith('ORDERBY')).map((term) => term.slice('ORDERBY'.length));
		const rows = this.rows().filter((row) => rules.every((rule) => rule(row)));
		rows.sort((a, b) => columns.map((column) => byColumn(column, a, b)).find((order) => order !== 0) ?? 0);
		const offset = Number(query.sysparm_offset ?? 0);
		const page = rows.slice(offset, offset + Number(query.sysparm_limit));
		return {
			status: 200,
			headers: {
				date: new Date((this.now + this.ahead) * 1000).toUTCString(),
				...(query.sysparm_no_count === 'true' ? {} : { 'x-total-count': String(rows.length) }),
			},
			body: { result: page.filter(({ sys_id }) => !this.hidden.has(sys_id ?? '')) },
		};
	}

	/** What everybody sees, kept until something is written or time goes on. */
	private rows(): Array<Record<string, string>> {
		const moment = `${this.now} ${this.writes}`;
		if (this.shown.moment !== moment) {
			this.shown = { moment, rows: [...this.records.keys()].flatMap((sys_id) => this.rowOf(sys_id)) };
		}
		return this.shown.rows;
	}

	private rowOf(sys_id: string): Array<Record<string, string>> {
		const version = this.seen(sys_id);
		if (version === undefined) return [];
		const { count, stamp, created } = version;
		const common = { sys_id, sys_mod_count: String(count), sys_updated_by: 'somebody', sys_created_by: 'somebody' };
		return [{ ...common, sys_updated_on: storedTime(stamp), sys_created_on: storedTime(created) }];
	}
}

function ruleOf(term: string): Rule {
	if (term === '') return () => true;
	const [, column = '', operator = '', value = ''] = /^([a-z_]+)(>=|=|>|IN)(.*)$/.exec(term) ?? [];
	if (column === '') throw new Error(`The model does not know ${term}`);
	const list = new Set(value.split(','));
	const rules: Record<string, Rule> = {
		'>=': (row) => (row[column] ?? '') >= value,
		'>': (row) => (row[column] ?? '') > value,
		'=': (row) => row[column] === value,
		IN: (row) => list.has(row[column] ?? ''),
	};
	return rules[operator] as Rule;
}

function byColumn(name: string, a: Record<string, string>, b: Record<string, string>): number {
	const descending = name.startsWith('DESC');
	const column = descending ? name.slice('DESC'.length) : name;
	const order = (a[column] ?? '') < (b[column] ?? '') ? -1 : (a[column] ?? '') > (b[column] ?? '') ? 1 : 0;
	return descending ? -order : order;
}
