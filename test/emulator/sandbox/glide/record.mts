import { elementOf } from './element.mts';
import { inside, text } from './host.mts';
import { encoded } from './query.mts';

type Values = Record<string, string>;

/** A record, or a walk along the records that a query finds. */
export class RecordCore {
	$table: string;
	$values: Values = {};
	/** Before the write that a rule runs for; undefined where nobody knows. */
	$before: Values | undefined;
	$operation = '';
	$isNew = false;
	$aborted = false;
	$conditions: string[] = [];
	$order: string[] = [];
	$limit = 0;
	$rows: Values[] = [];
	$at = -1;
	$how: { workflow?: boolean; autoSysFields?: boolean; force?: boolean } = {};

	constructor(table: string) {
		this.$table = table;
	}

	$load(row: Values | undefined) {
		this.$values = { ...row };
		this.$before = row ? { ...row } : undefined;
		this.$isNew = false;
	}

	$changes(): Values {
		const before = this.$before ?? {};
		return Object.fromEntries(Object.entries(this.$values).filter(([name, value]) => value !== (before[name] ?? '')));
	}

	get(nameOrId: unknown, value?: unknown) {
		const condition = value === undefined ? `sys_id=${text(nameOrId)}` : `${text(nameOrId)}=${text(value)}`;
		const rows = inside.ask('query', { table: this.$table, query: condition, limit: 1 }) as Values[];
		this.$load(rows[0]);
		return rows.length > 0;
	}

	addQuery(name: unknown, operator?: unknown, value?: unknown) {
		const index = this.$conditions.push(encoded(name, operator, value)) - 1;
		const conditions = this.$conditions;
		const condition = {
			addOrCondition(other: unknown, sign?: unknown, what?: unknown) {
				conditions[index] = `${conditions[index] ?? ''}^OR${encoded(other, sign, what)}`;
				return condition;
			},
		};
		return condition;
	}

	addEncodedQuery(query: unknown) {
		this.$conditions.push(text(query));
	}

	addActiveQuery() {
		return this.addQuery('active', 'true');
	}

	addNullQuery(name: unknown) {
		this.$conditions.push(`${text(name)}ISEMPTY`);
	}

	addNotNullQuery(name: unknown) {
		this.$conditions.push(`${text(name)}ISNOTEMPTY`);
	}

	orderBy(name: unknown) {
		this.$order.push(`ORDERBY${text(name)}`);
	}

	orderByDesc(name: unknown) {
		this.$order.push(`ORDERBYDESC${text(name)}`);
	}

	setLimit(limit: unknown) {
		this.$limit = Number(limit);
	}

	getEncodedQuery() {
		return [...this.$conditions, ...this.$order].join('^');
	}

	query() {
		const given = { table: this.$table, query: this.getEncodedQuery(), limit: this.$limit };
		this.$rows = inside.ask('query', given) as Values[];
		this.$at = -1;
	}

	hasNext() {
		return this.$at + 1 < this.$rows.length;
	}

	next() {
		if (!this.hasNext()) return false;
		this.$at += 1;
		this.$load(this.$rows[this.$at]);
		return true;
	}

	getRowCount() {
		return this.$rows.length;
	}

	initialize() {
		this.$load(undefined);
	}

	newRecord() {
		this.initialize();
		this.$isNew = true;
	}

	$write(operation: string): string | null {
		const given = { operation, table: this.$table, sys_id: this.getUniqueValue(), how: this.$how };
		const values = operation === 'insert' ? this.$values : this.$changes();
		const row = inside.ask('write', { ...given, values }) as Values | null;
		if (row && operation !== 'delete') this.$load(row);
		return row ? (row.sys_id ?? '') : null;
	}

	insert() {
		return this.$write('insert');
	}

	update() {
		return this.$write('update');
	}

	deleteRecord() {
		return this.$write('delete') !== null;
	}

	setWorkflow(on: unknown) {
		this.$how.workflow = Boolean(on);
	}

	autoSysFields(on: unknown) {
		this.$how.autoSysFields = Boolean(on);
	}

	setForceUpdate(on: unknown) {
		this.$how.force = Boolean(on);
	}

	getValue(name: unknown) {
		const value = this.$values[text(name)];
		return value === undefined || value === '' ? null : value;
	}

	setValue(name: unknown, value: unknown) {
		if (text(name) in inside.fields(this.$table)) this.$values[text(name)] = text(value);
	}

	getDisplayValue(name?: unknown) {
		return text(inside.ask('display', { table: this.$table, values: this.$values, field: text(name) }));
	}

	setDisplayValue(name: unknown, value: unknown) {
		const given = { table: this.$table, field: text(name), value: text(value) };
		this.setValue(name, inside.ask('fromDisplay', given));
	}

	getElement(name: unknown) {
		return elementOf(this, text(name));
	}

	getUniqueValue() {
		return this.$values.sys_id ?? '';
	}

	setNewGuidValue(sys_id: unknown) {
		this.$values.sys_id = text(sys_id);
	}

	setNewGuid() {
		this.setNewGuidValue(inside.ask('guid'));
	}

	getTableName() {
		return this.$table;
	}

	getRecordClassName() {
		return this.$values.sys_class_name || this.$table;
	}

	isValid() {
		return Object.keys(inside.fields(this.$table)).length > 0;
	}

	isValidField(name: unknown) {
		return text(name) in inside.fields(this.$table);
	}

	isValidRecord() {
		return this.getUniqueValue() !== '';
	}

	isNewRecord() {
		return this.$isNew;
	}

	operation() {
		return this.$operation;
	}

	changes() {
		return Object.keys(this.$changes()).length > 0;
	}

	setAbortAction(on: unknown) {
		this.$aborted = Boolean(on);
	}

	isActionAborted() {
		return this.$aborted;
	}
}

/** Fields are read and written as properties of the record. */
export function proxyOf(record: RecordCore): unknown {
	return new Proxy(record, {
		get(target, key) {
			if (key === '$core') return target;
			// Some libraries of old overwrite the names without the line in front.
			const name = key === '_query' ? 'query' : key === '_next' ? 'next' : key;
			const own: unknown = Reflect.get(target, name);
			if (typeof own === 'function') return own.bind(target);
			if (typeof name === 'symbol' || name.startsWith('$')) return own;
			return name in inside.fields(target.$table) ? elementOf(target, name) : undefined;
		},
		set(target, key, value) {
			if (typeof key === 'string') target.setValue(key, value);
			return true;
		},
		has: (target, key) => typeof key === 'string' && key in inside.fields(target.$table),
	});
}

export function GlideRecord(table: unknown) {
	return proxyOf(new RecordCore(text(table)));
}
