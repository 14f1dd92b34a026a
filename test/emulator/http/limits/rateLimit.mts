/**
 * Rate limits as records of `sys_rate_limit_rules`: so many requests of one user in an hour of the clock. The nodes of a
 * real instance write their counts down every thirty seconds and may let more through meanwhile; this one counts at once.
 */
import { fromMillis } from '../../data/time.mts';
import { ServiceNowError } from '../../errors.mts';
import type { ApiRequest, Route, Row, Session, Store, WriteEvent } from '../../types.mts';
import { apiOf, isResource } from '../../apis.mts';

const RULES = 'sys_rate_limit_rules';
const COUNTS = 'sys_rate_limit_count';
const VIOLATIONS = 'sys_rate_limit_violations';
const HOUR = 3_600_000;

export interface RateLimits {
	/** Counts the request; the answer are headers for its answer. Throws 429 for a request too many. */
	count(route: Route, request: Omit<ApiRequest, 'session'>, session: Session): Record<string, string>;
	/** Told of every write: rules are kept in memory, and a changed limit begins to count anew. */
	forget(event?: WriteEvent): void;
}

const hourOf = (milliseconds: number): number => Math.floor(milliseconds / HOUR) * HOUR;

/** Single user over role over everybody. */
const RANKS: Readonly<Record<string, number>> = { User: 3, Role: 2, All: 1 };

function applies(store: Store, rule: Row, { user, roles }: Session): boolean {
	if (rule.type === 'User') return rule.user === user.sys_id;
	if (rule.type !== 'Role') return true;
	return roles.has(store.one('sys_user_role', { sys_id: rule.role ?? '' })?.name ?? '');
}

function names(rule: Row, route: Route, { version, params }: Omit<ApiRequest, 'session'>): boolean {
	return (
		rule.api === apiOf(route) &&
		(!rule.api_resource || isResource(rule.api_resource, route)) &&
		(!rule.version || rule.version === version) &&
		(!rule.table || rule.table === params.table)
	);
}

const limitOf = ({ request_limit }: Row): number => Number(request_limit) || 0;

/** The highest rank; among rules of one rank, several roles say, the lowest limit. */
function strictest(rules: readonly Row[]): Row | undefined {
	const rank = ({ type = '' }: Row) => RANKS[type] ?? 1;
	return [...rules].sort((left, right) => rank(right) - rank(left) || limitOf(left) - limitOf(right))[0];
}

/** The count of this user and hour, this request included. */
function add(store: Store, rule: Row, { user }: Session, count_start: string): number {
	const key = { rate_limit_rule: rule.sys_id ?? '', user: user.sys_id ?? '', count_start };
	const known = store.one(COUNTS, key);
	const request_count = (Number(known?.request_count) || 0) + 1;
	store.put(COUNTS, { ...(known && { sys_id: known.sys_id ?? '' }), ...key, request_count: String(request_count) });
	return request_count;
}

function begin(store: Store, rate_limit_rule: string): void {
	const count_start = fromMillis(hourOf(store.clock.now()));
	for (const { sys_id = '' } of store.find(COUNTS, { rate_limit_rule, count_start })) store.remove(COUNTS, sys_id);
	for (const { sys_id = '', sys_created_on = '' } of store.find(VIOLATIONS, { rate_limit_rule }))
		if (sys_created_on >= count_start) store.remove(VIOLATIONS, sys_id);
}

export function createRateLimits(store: () => Store): RateLimits {
	let rules: Row[] | undefined;

	return {
		count(route, request, session) {
			rules ??= store().find(RULES, { active: 'true' });
			const fitting = rules.filter((rule) => names(rule, route, request) && applies(store(), rule, session));
			const rule = strictest(fitting);
			if (!rule) return {};
			const hour = hourOf(store().clock.now());
			const headers = {
				'x-ratelimit-limit': String(limitOf(rule)),
				'x-ratelimit-reset': String((hour + HOUR) / 1000),
				'x-ratelimit-rule': rule.sys_id ?? '',
			};
			if (add(store(), rule, session, fromMillis(hour)) <= limitOf(rule)) return headers;
			store().put(VIOLATIONS, { rate_limit_rule: rule.sys_id ?? '', user: session.user.sys_id ?? '' });
			const detail = `Rate limit of ${limitOf(rule)} requests per hour for ${rule.api ?? ''} exceeded`;
			throw new ServiceNowError(429, 'Rate limit exceeded', detail, {
				...headers,
				'retry-after': String(Math.ceil((hour + HOUR - store().clock.now()) / 1000)),
			});
		},
		forget(event) {
			if (event && event.table !== RULES) return;
			const before = rules?.find(({ sys_id }) => sys_id === event?.row.sys_id);
			if (before && event && limitOf(before) !== limitOf(event.row)) begin(store(), before.sys_id ?? '');
			rules = undefined;
		},
	};
}
