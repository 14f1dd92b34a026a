import { createHash } from 'node:crypto';
import {
	type ApiRequest,
	type ApiResponse,
	type Fork,
	isFork,
	isPause,
	type Step,
	type Steps,
} from '../../../nodes/ServiceNowPlatform/domain/api/request.ts';

export interface Row extends Record<string, unknown> {
	sys_id: string;
	/** What the user may not see. */
	hidden?: boolean;
	/** Changed since the reading began. */
	touched?: boolean;
}

/** Like the ids of an instance: spread evenly over the whole space. */
export const spreadSysId = (number: number) => createHash('md5').update(String(number)).digest('hex');

export const sysIdFrom = (number: number) => number.toString(16).padStart(32, '0');

/**
 * A table behind the Table API: cuts the page to its limit before it hides rows, counts hidden rows, too, and only when asked to.
 * Understands `sys_id>…`, `sys_id<=…`, `ORDERBYrank`, `ORDERBYsys_id`, and which rows were `touched` of late.
 */
export class FakeTable {
	readonly rows: Row[];
	readonly requests: ApiRequest[] = [];

	constructor(rows: Row[]) {
		this.rows = rows;
	}

	get visible(): string[] {
		return this.rows.filter(({ hidden }) => hidden !== true).map(({ sys_id }) => sys_id);
	}

	answer(request: ApiRequest): ApiResponse {
		this.requests.push(request);
		const { sysparm_query = '', sysparm_limit, sysparm_offset, sysparm_no_count, sysparm_fields } = request.query ?? {};
		const matching = this.matching(sysparm_query);
		const offset = Number(sysparm_offset ?? 0);
		const page = matching.slice(offset, offset + Number(sysparm_limit)).filter(({ hidden }) => hidden !== true);
		const fields = sysparm_fields?.split(',');
		return {
			status: 200,
			headers: sysparm_no_count === 'true' ? {} : { 'x-total-count': String(matching.length) },
			body: { result: page.map((row) => picked(row, fields)) },
		};
	}

	private matching(query: string): Row[] {
		const terms = query.split('^');
		const after = terms.find((term) => term.startsWith('sys_id>'))?.slice('sys_id>'.length) ?? '';
		const upTo = terms.find((term) => term.startsWith('sys_id<='))?.slice('sys_id<='.length) ?? '~';
		const isOfLate = terms.some((term) => term.startsWith('sys_updated_onRELATIVEGE'));
		const ranked = terms.includes('ORDERBYrank');
		return this.rows
			.filter(({ sys_id, touched }) => sys_id > after && sys_id <= upTo && (touched === true || !isOfLate))
			.sort((a, b) => (ranked ? Number(a.rank) - Number(b.rank) : 0) || (a.sys_id < b.sys_id ? -1 : 1));
	}
}

type Answerer = (request: ApiRequest) => ApiResponse;
type Between = (nth: number) => void;

const NOTHING: ApiResponse = { status: 204, headers: {}, body: undefined };

/**
 * Drives steps to their end; `between` runs before each answer. Strands of a fork take turns, pauses pass at once. What `answer` throws
 * is thrown into the steps.
 */
export function drive<Result>(steps: Steps<Result>, answer: Answerer, between: Between = () => undefined): Result {
	let nth = 0;
	const reply = <T,>(to: Steps<T>, request: Step) => {
		if (isPause(request)) return to.next(NOTHING);
		if (isFork(request)) throw new Error('Strands do not fork');
		if (nth > 5000) throw new Error('The steps have no end');
		between(nth++);
		let response: ApiResponse;
		try {
			response = answer(request);
		} catch (error) {
			return to.throw(error);
		}
		return to.next(response);
	};
	const finish = (strands: Array<Steps<void>>): void => {
		let open = strands.map((strand) => ({ strand, step: strand.next(undefined as never) }));
		for (; open.length > 0; open = open.filter(({ step }) => step.done !== true)) {
			for (const one of open) {
				if (one.step.done !== true) one.step = reply(one.strand, one.step.value as Step);
			}
		}
	};
	let step = steps.next(undefined as never);
	let elapsed = 0;
	while (step.done !== true) {
		if (isFork(step.value)) {
			const failed = outcomeOf(() => finish((step.value as Fork).strands));
			step = failed === undefined ? steps.next(NOTHING) : steps.throw(failed.error);
		} else if (isPause(step.value)) {
			elapsed += step.value.pause;
			step = steps.next({ ...NOTHING, elapsed });
		} else step = reply(steps, step.value);
	}
	return step.value;
}

function outcomeOf(work: () => void): { error: unknown } | undefined {
	try {
		work();
		return undefined;
	} catch (error) {
		return { error };
	}
}

function picked(row: Row, fields: string[] | undefined): Record<string, unknown> {
	const { hidden: _, ...shown } = row;
	if (fields === undefined) return shown;
	return Object.fromEntries(Object.entries(shown).filter(([name]) => fields.includes(name)));
}
