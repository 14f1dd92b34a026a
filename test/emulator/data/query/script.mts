/**
 * `javascript:gs.…` values, worked out by hand: the emulator never runs code that a request brings along.
 * An expression that is not known here is empty, as one that fails is on the platform.
 */
import type { DateTime } from 'luxon';
import type { Clock, Session } from '../../types.mts';
import { inZone, internal } from '../time.mts';
import type { UserFormat } from '../time.mts';

export interface ScriptContext {
	session: Session;
	clock: Clock;
	format: UserFormat;
	/** sys_ids of the groups that the user belongs to. */
	myGroups(): string[];
}

type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

const PREFIX = 'javascript:';
const AGO = /^(minute|hour|day|week|month|quarter|year)sAgo(Start|End)?$/;
const NEAR = /^(beginningOf|endOf)(Today|Yesterday|Tomorrow)$/;
const PERIOD = /^(beginningOf|endOf)(Last|This|Next)(Week|Month|Quarter|Year)$/;
const NEAR_DAYS: Record<string, number> = { Today: 0, Yesterday: -1, Tomorrow: 1 };
const PERIOD_STEPS: Record<string, number> = { Last: -1, This: 0, Next: 1 };

/** Weeks run from Sunday to Saturday in the documentation's examples. */
export function startOf(moment: DateTime, unit: Unit): DateTime {
	return unit === 'week' ? moment.minus({ days: moment.weekday % 7 }).startOf('day') : moment.startOf(unit);
}

export function endOf(moment: DateTime, unit: Unit): DateTime {
	return startOf(moment, unit)
		.plus({ [unit]: 1 })
		.minus({ seconds: 1 });
}

const edge = (moment: DateTime, unit: Unit, end: boolean): string =>
	internal(end ? endOf(moment, unit) : startOf(moment, unit));

function dateGenerate(date: string, range: string, now: DateTime): string {
	const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date);
	if (!parts) return '';
	const [year, month, day] = parts.slice(1).map(Number);
	const whole = now.set({ year, month, day });
	if (!whole.isValid) return '';
	if (range === 'start' || range === 'end') return edge(whole, 'day', range === 'end');
	const time = /^(\d\d):(\d\d):(\d\d)$/.exec(range);
	if (!time) return '';
	const [hour, minute, second] = time.slice(1).map(Number);
	const moment = whole.set({ hour, minute, second, millisecond: 0 });
	return moment.isValid ? internal(moment) : '';
}

/** `daysAgo(2)`, `hoursAgoStart(1)`, `beginningOfToday()`, `endOfNextMonth()`. */
function namedMoment(name: string, count: string | undefined, now: DateTime): string | undefined {
	const [, ago, side] = AGO.exec(name) ?? [];
	if (ago !== undefined) {
		const unit = ago as Unit;
		const moment = now.minus({ [unit]: Number(count ?? 0) || 0 });
		return side ? edge(moment, unit, side === 'End') : internal(moment);
	}
	const near = NEAR.exec(name);
	if (near) return edge(now.plus({ days: NEAR_DAYS[near[2] ?? ''] ?? 0 }), 'day', near[1] === 'endOf');
	const period = PERIOD.exec(name);
	if (!period) return undefined;
	const unit = (period[3] ?? '').toLowerCase() as Unit;
	return edge(now.plus({ [unit]: PERIOD_STEPS[period[2] ?? ''] ?? 0 }), unit, period[1] === 'endOf');
}

function dateFunction(name: string, args: string[], now: DateTime): string | undefined {
	if (name === 'dateGenerate') return dateGenerate(args[0] ?? '', args[1] ?? 'start', now);
	if (name === 'now') return now.toFormat('yyyy-MM-dd');
	return name === 'nowDateTime' ? internal(now) : namedMoment(name, args[0], now);
}

function userFunction(name: string, { session, myGroups }: ScriptContext): string | undefined {
	if (name === 'getUserID') return session.user.sys_id ?? '';
	if (name === 'getUserName') return session.user.user_name ?? '';
	if (name === 'getUserDisplayName') return session.user.name ?? '';
	return name === 'getMyGroups' ? myGroups().join(',') : undefined;
}

function argumentsOf(text: string): string[] {
	return [...text.matchAll(/'([^']*)'|"([^"]*)"|([^\s,'"]+)/g)].map(
		([, single, double, bare]) => single ?? double ?? bare ?? '',
	);
}

export function isScript(value: string): boolean {
	return value.startsWith(PREFIX);
}

export function evaluate(value: string, context: ScriptContext): string {
	if (!isScript(value)) return value;
	const source = value.slice(PREFIX.length).trim().replace(/;$/, '');
	const literal = /^'([^']*)'$|^"([^"]*)"$/.exec(source);
	if (literal) return literal[1] ?? literal[2] ?? '';
	const call = /^(?:gs\.)?(?:getUser\(\)\.)?(\w+)\(([^()]*)\)$/.exec(source);
	if (!call) return '';
	const [, name = '', args = ''] = call;
	const { zone } = context.format;
	const found = userFunction(name === 'getID' ? 'getUserID' : name, context);
	return found ?? dateFunction(name, argumentsOf(args), inZone(context.clock.now(), zone)) ?? '';
}
