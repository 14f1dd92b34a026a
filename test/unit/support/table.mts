import type { ApiRequest, ApiResponse, Steps } from '../../../nodes/ServiceNowPlatform/domain/request.ts';

export interface Row extends Record<string, unknown> {
	sys_id: string;
	/** What the user may not see. */
	hidden?: boolean;
}

export const sysIdFrom = (number: number) => number.toString(16).padStart(32, '0');

/**
 * A table behind the Table API: cuts the page to its limit before it hides rows, counts hidden rows, too, and only when asked to.
 * Understands `sys_id>…`, `ORDERBYrank` and `ORDERBYsys_id`.
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
		const ranked = terms.includes('ORDERBYrank');
		return this.rows
			.filter(({ sys_id }) => sys_id > after)
			.sort((a, b) => (ranked ? Number(a.rank) - Number(b.rank) : 0) || (a.sys_id < b.sys_id ? -1 : 1));
	}
}

/** Drives steps to their end; `between` runs before each answer. */
export function drive<Result>(
	steps: Steps<Result>,
	answer: (request: ApiRequest) => ApiResponse,
	between: (nth: number) => void = () => undefined,
): Result {
	let step = steps.next(undefined as never);
	for (let nth = 0; step.done !== true; nth++) {
		if (nth > 5000) throw new Error('The steps have no end');
		between(nth);
		step = steps.next(answer(step.value));
	}
	return step.value;
}

function picked(row: Row, fields: string[] | undefined): Record<string, unknown> {
	const { hidden: _, ...shown } = row;
	if (fields === undefined) return shown;
	return Object.fromEntries(Object.entries(shown).filter(([name]) => fields.includes(name)));
}
