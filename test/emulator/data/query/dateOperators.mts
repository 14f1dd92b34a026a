/** Operators on dates: ON, RELATIVE…, DATEPART, and comparisons of two date fields. */
import { internal, inZone } from '../time.mts';
import { datePartValue } from './datePart.mts';
import { fragment, NOTHING } from './fragment.mts';
import type { Fragment } from './fragment.mts';
import { type Condition, operand, type Operator } from './condition.mts';
import { endOf, startOf } from './calendar.mts';
import type { Unit } from './calendar.mts';

type Comparison = '=' | '<' | '<=' | '>' | '>=';

const UNITS: Record<string, Unit> = {
	minute: 'minute',
	hour: 'hour',
	day: 'day',
	dayofweek: 'day',
	week: 'week',
	month: 'month',
	quarter: 'quarter',
	year: 'year',
};
const COMPARISONS: Record<string, Comparison> = { EE: '=', GE: '>=', LE: '<=', GT: '>', LT: '<' };

/** `Today@<start>@<end>`; a bare date stands for its day in the user's zone. */
function bounds(condition: Condition): [string, string] {
	const [label = '', from, to] = condition.value.split('@');
	const generate = (range: string) => `javascript:gs.dateGenerate('${label}','${range}')`;
	return [operand(from ?? generate('start'), condition), operand(to ?? generate('end'), condition)];
}

const on: Operator = (condition) => {
	const { sql } = condition.field;
	const [from, to] = bounds(condition);
	return fragment(`(${sql} >= ? AND ${sql} <= ?)`, from, to);
};

const notOn: Operator = (condition) => {
	const { sql } = condition.field;
	const [from, to] = bounds(condition);
	return fragment(`(${sql} <> '' AND (${sql} < ? OR ${sql} > ?))`, from, to);
};

/** `@hour@ago@1` */
const relative =
	(operator: Comparison): Operator =>
	({ field, value, script }) => {
		const [, unitName = '', direction, count] = value.split('@');
		const unit = UNITS[unitName];
		if (!unit) return undefined;
		const steps = (Number(count) || 0) * (direction === 'ago' ? -1 : 1);
		const moment = inZone(script.clock.now(), script.format.zone).plus({ [unit]: steps });
		const { sql } = field;
		if (operator !== '=') return fragment(`(${sql} <> '' AND ${sql} ${operator} ?)`, internal(moment));
		return fragment(`(${sql} >= ? AND ${sql} <= ?)`, internal(startOf(moment, unit)), internal(endOf(moment, unit)));
	};

/** `Monday@javascript:gs.datePart('dayofweek','monday','EE')` */
const onPart: Operator = ({ field, value, script }) => {
	const call = /gs\.datePart\(\s*['"](\w+)['"]\s*,\s*['"](\w+)['"]\s*,\s*['"](\w+)['"]\s*\)/.exec(value);
	const operator = COMPARISONS[call?.[3] ?? ''];
	if (!call || !operator) return NOTHING;
	const { sql } = field;
	const part = `sn_datepart(${sql}, ?, ?)`;
	return fragment(
		`(${sql} <> '' AND ${part} ${operator} ?)`,
		call[1] ?? '',
		script.format.zone,
		datePartValue(call[2] ?? ''),
	);
};

/** Two dates are the same day when their texts begin alike; quarters and weeks have to be worked out. */
function truncated(sql: string, unit: string): string {
	const lengths: Record<string, number> = { year: 4, month: 7, day: 10, hour: 13, minute: 16 };
	if (unit === 'week') return `strftime('%Y-%W', ${sql})`;
	if (unit === 'quarter') return `(substr(${sql}, 1, 4) || ((substr(${sql}, 6, 2) + 2) / 3))`;
	return unit ? `substr(${sql}, 1, ${lengths[unit] ?? 10})` : sql;
}

const sameAs =
	(operator: '=' | '<>'): Operator =>
	({ field, scope, value }) => {
		const [name = '', unit = ''] = value.split('@');
		const other = scope.field(name);
		if (!other) return undefined;
		const both = `${field.sql} <> '' AND ${other.sql} <> ''`;
		return fragment(`(${both} AND ${truncated(field.sql, unit)} ${operator} ${truncated(other.sql, unit)})`);
	};

/** A span of time in SQLite's words, which have neither weeks nor quarters. */
function spanOf(unit: Unit, count: number): string {
	if (unit === 'week') return `${count * 7} days`;
	return unit === 'quarter' ? `${count * 3} months` : `${count} ${unit}s`;
}

/** `sys_updated_onMORETHANsys_created_on@day@before@1` */
const apart =
	(more: boolean): Operator =>
	({ field, scope, value }): Fragment | undefined => {
		const [name = '', unitName = '', direction, count] = value.split('@');
		const other = scope.field(name);
		const unit = UNITS[unitName];
		if (!other || !unit) return undefined;
		const [beyond, within, toward, sign] = direction === 'before' ? ['<', '>=', '<=', '-'] : ['>', '<=', '>=', '+'];
		const limit = `datetime(${other.sql}, ?)`;
		const both = `${field.sql} <> '' AND ${other.sql} <> ''`;
		const far = `${field.sql} ${beyond} ${limit}`;
		const near = `${field.sql} ${within} ${limit} AND ${field.sql} ${toward} ${other.sql}`;
		return fragment(`(${both} AND ${more ? far : near})`, `${sign}${spanOf(unit, Number(count) || 0)}`);
	};

export const dateOperators: Readonly<Record<string, Operator>> = {
	ON: on,
	NOTON: notOn,
	DATEPART: onPart,
	RELATIVEGT: relative('>'),
	RELATIVEGE: relative('>='),
	RELATIVELT: relative('<'),
	RELATIVELE: relative('<='),
	RELATIVEEE: relative('='),
	SAMEAS: sameAs('='),
	NSAMEAS: sameAs('<>'),
	MORETHAN: apart(true),
	LESSTHAN: apart(false),
};
