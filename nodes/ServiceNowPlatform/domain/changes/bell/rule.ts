import { randomUUID } from 'node:crypto';
import { encoded } from '../../encodedQuery';
import type { Json } from '../../api/json';
import { text } from '../../api/json';
import type { ExecutionCache } from '../../api/executionCache';
import { listRequest } from '../../api/listRequest';
import { apiPath, type ApiRequest, attempt, recordOf, recordsOf, type Steps } from '../../api/request';
import { tableInsert } from '../../api/tableInsert';
import { ApiFailure } from '../../failure/failure';

const TABLE = 'sys_script';

/** A business rule that rings. */
export interface Rule {
	/** Begins with what tells it from all others: what is too long for the column is cut off. */
	name: string;
	/** The beginning of its name. */
	mark: string;
	table: string;
	/** `async_always`, `async` or `after`. */
	when: string;
	on: { insert: boolean; update: boolean; delete: boolean };
	/** Encoded; '' for every record. */
	condition: string;
	script: string;
}

const DESCRIPTION =
	'Made by n8n: tells a workflow that something has changed, so that it looks at once. It can be deleted at any time; n8n then finds changes when it polls.';

/** The rule's columns as the instance stores them. */
function valuesOf({ name, table, when, on, condition, script }: Rule): Record<string, string> {
	return {
		name,
		description: DESCRIPTION,
		collection: table,
		when,
		action_insert: String(on.insert),
		action_update: String(on.update),
		action_delete: String(on.delete),
		action_query: 'false',
		filter_condition: condition === '' ? '' : `${condition}^EQ`,
		condition: '',
		advanced: 'true',
		script,
		active: 'true',
		order: '1000',
		abort_action: 'false',
		add_message: 'false',
	};
}

/** What of a rule decides whether it rings; a name may be changed by whoever likes. */
const ESSENTIAL = [
	...[
		'collection',
		'when',
		'action_insert',
		'action_update',
		'action_delete',
		'filter_condition',
		'advanced',
		'script',
	],
	'active',
];

function findRequest(mark: string): ApiRequest {
	return {
		...listRequest(TABLE, encoded`nameSTARTSWITH${mark}^ORDERBYsys_created_on`, ['sys_id', ...ESSENTIAL], 10),
		fresh: true,
	};
}

/**
 * What a rule is called that is a job of its own, so that nobody's save waits for n8n: the only scripted one that tables of other
 * applications take. Instances before Rome know it by the older name alone, and would store the other without ever running it.
 */
export function* readLaterWord(cache: ExecutionCache): Steps<string> {
	const known = yield* cache.attempt(listRequest('sys_choice', encoded`name=${TABLE}^element=when`, ['value'], 50));
	const values = known instanceof ApiFailure ? [] : recordsOf(known).map(({ value }) => value);
	return values.includes('async') && !values.includes('async_always') ? 'async' : 'async_always';
}

/** Whether the rule is there as it should be. @throws ApiFailure */
export function* readIsInstalled(rule: Rule): Steps<boolean> {
	const found = recordsOf(yield findRequest(rule.mark));
	return found.length === 1 && isAsWanted(found[0] ?? {}, rule);
}

function isAsWanted(row: Json, rule: Rule): boolean {
	const wanted = valuesOf(rule);
	return ESSENTIAL.every((column) => normal(row[column]) === normal(wanted[column]));
}

/** The instance may trim a script, or end its lines in its own way. */
function normal(value: unknown): string {
	return text(value).replace(/\r\n?/g, '\n').trim();
}

/** Makes the rule, or mends it. @throws ApiFailure where it does not become what it should be */
export function* install(rule: Rule): Steps<void> {
	const [found, ...others] = recordsOf(yield findRequest(rule.mark));
	for (const { sys_id } of others) yield* removeOne(String(sys_id));
	const body = valuesOf(rule);
	const request: ApiRequest =
		found === undefined
			? tableInsert(TABLE, { sys_id: randomUUID().replaceAll('-', ''), values: body, query: {} })
			: { method: 'PATCH', path: apiPath`/api/now/table/${TABLE}/${String(found.sys_id)}`, body };
	const stored = recordOf(yield request);
	const wrong = ESSENTIAL.filter((column) => normal(stored[column]) !== normal(body[column]));
	if (wrong.length === 0) return;
	throw new ApiFailure({
		kind: 'not-stored',
		message: `The instance keeps the rule "${rule.name}" in another form`,
		detail: `Different: ${wrong.join(', ')}.`,
		method: request.method,
		path: request.path,
	});
}

/** Removes the rules of this mark; one that is gone already is no failure. @throws ApiFailure */
export function* remove(mark: string): Steps<void> {
	for (const { sys_id } of recordsOf(yield findRequest(mark))) yield* removeOne(String(sys_id));
}

function* removeOne(sys_id: string): Steps<void> {
	const answer = yield* attempt({
		method: 'DELETE',
		path: apiPath`/api/now/table/${TABLE}/${sys_id}`,
		idempotent: true,
	});
	if (answer instanceof ApiFailure && answer.kind !== 'not-found') throw answer;
}
