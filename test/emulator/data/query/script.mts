/**
 * `javascript:gs.…` values, worked out by hand: the emulator never runs code that a request brings along.
 * An expression that is not known here is empty, as one that fails is on the platform.
 */
import type { DateTime } from 'luxon';
import { cell } from '../../row.mts';
import type { Clock, Session } from '../../types.mts';
import { inZone, internal } from '../time.mts';
import type { UserFormat } from '../time.mts';
import { edge, namedMoment } from './calendar.mts';

export interface ScriptContext {
	session: Session;
	clock: Clock;
	format: UserFormat;
	/** sys_ids of the groups that the user belongs to. */
	myGroups(): string[];
	/** The script of a dynamic filter option that lists may use. */
	dynamicFilter(sys_id: string): string | undefined;
}

const PREFIX = 'javascript:';

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

function dateFunction(name: string, args: string[], now: DateTime): string | undefined {
	if (name === 'dateGenerate') return dateGenerate(args[0] ?? '', args[1] ?? 'start', now);
	if (name === 'now') return now.toFormat('yyyy-MM-dd');
	return name === 'nowDateTime' ? internal(now) : namedMoment(name, args[0], now);
}

type Value = string | string[];

const myId = ({ session }: ScriptContext): string => cell(session.user, 'sys_id');

/** A list is one of several values, each a value of its own; delegates, who would be more of them, are not known. */
const USER_FUNCTIONS: Readonly<Record<string, (context: ScriptContext) => Value>> = {
	getID: myId,
	getUserID: myId,
	getUserName: ({ session }) => cell(session.user, 'user_name'),
	getUserDisplayName: ({ session }) => cell(session.user, 'name'),
	getMyGroups: ({ myGroups }) => myGroups(),
	getMyAssignments: (context) => [myId(context)],
	getMyApprovals: (context) => [myId(context)],
};

function userFunction(name: string, context: ScriptContext): Value | undefined {
	return Object.hasOwn(USER_FUNCTIONS, name) ? USER_FUNCTIONS[name]?.(context) : undefined;
}

function argumentsOf(text: string): string[] {
	return [...text.matchAll(/'([^']*)'|"([^"]*)"|([^\s,'"]+)/g)].map(
		([, single, double, bare]) => single ?? double ?? bare ?? '',
	);
}

export function isScript(value: string): boolean {
	return value.startsWith(PREFIX);
}

/** What the expression behind `javascript:` gives; undefined for what cannot be worked out. */
function run(expression: string, context: ScriptContext): Value | undefined {
	const source = expression.trim().replace(/;$/, '');
	const literal = /^'([^']*)'$|^"([^"]*)"$/.exec(source);
	if (literal) return literal[1] ?? literal[2] ?? '';
	const call = /^(?:gs\.)?(?:getUser\(\)\.)?(\w+)\(([^()]*)\)$/.exec(source);
	if (!call) return undefined;
	const [, name = '', args = ''] = call;
	const now = () => inZone(context.clock.now(), context.format.zone);
	return userFunction(name, context) ?? dateFunction(name, argumentsOf(args), now());
}

export function evaluate(value: string, context: ScriptContext): string {
	if (!isScript(value)) return value;
	const found = run(value.slice(PREFIX.length), context);
	return Array.isArray(found) ? found.join(',') : (found ?? '');
}

/** The values of a dynamic filter option. A text with commas is one value, only a list is several. */
export function evaluateDynamic(sys_id: string, context: ScriptContext): string[] {
	const script = context.dynamicFilter(sys_id);
	return script === undefined ? [] : [run(script, context) ?? []].flat();
}
