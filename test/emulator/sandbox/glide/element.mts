import { GlideDateTime } from './dateTime.mts';
import { inside, text } from './host.mts';
import { proxyOf, RecordCore } from './record.mts';

/** One field of a record. */
export class GlideElement {
	$record: RecordCore;
	$name: string;

	constructor(record: RecordCore, name: string) {
		this.$record = record;
		this.$name = name;
	}

	$field() {
		return inside.fields(this.$record.$table)[this.$name] ?? { type: 'string', reference: '' };
	}

	$value(): string {
		return this.$record.$values[this.$name] ?? '';
	}

	getName() {
		return this.$name;
	}

	getTableName() {
		return this.$record.$table;
	}

	getValue() {
		return this.$value();
	}

	getDisplayValue() {
		const given = { table: this.$record.$table, values: this.$record.$values, field: this.$name };
		return text(inside.ask('display', given));
	}

	setValue(value: unknown) {
		this.$record.setValue(this.$name, value);
	}

	setDisplayValue(value: unknown) {
		this.$record.setDisplayValue(this.$name, value);
	}

	nil() {
		return this.$value() === '';
	}

	/** Against the record before the write. An async rule has none, and never sees a change (documented). */
	$before(): string | undefined {
		return this.$record.$before ? (this.$record.$before[this.$name] ?? '') : undefined;
	}

	changes() {
		const before = this.$before();
		return before !== undefined && before !== this.$value();
	}

	changesTo(value: unknown) {
		return this.changes() && this.$value() === text(value);
	}

	changesFrom(value: unknown) {
		return this.changes() && this.$before() === text(value);
	}

	getReferenceTable() {
		return this.$field().reference;
	}

	getRefRecord() {
		const record = new RecordCore(this.$field().reference);
		if (!this.nil()) record.get(this.$value());
		return proxyOf(record);
	}

	getGlideObject() {
		return new GlideDateTime(this.$value());
	}

	dateNumericValue() {
		return new GlideDateTime(this.$value()).getNumericValue();
	}

	setError() {}

	toString() {
		return this.$value();
	}

	toJSON() {
		return this.$value();
	}

	/** A boolean compares as one; the platform's engine knows what it is compared with, this one does not. */
	valueOf() {
		return this.$field().type === 'boolean' ? this.$value() === 'true' : this.$value();
	}
}

/** `current.caller_id.name` reads a field of the record that is referred to. */
export function elementOf(record: RecordCore, name: string): unknown {
	const element = new GlideElement(record, name);
	if (element.$field().reference === '') return element;
	return new Proxy(element, {
		get(target, key) {
			const own: unknown = Reflect.get(target, key);
			if (own !== undefined || typeof key === 'symbol') return typeof own === 'function' ? own.bind(target) : own;
			if (!(key in inside.fields(target.$field().reference))) return undefined;
			const referred = new RecordCore(target.$field().reference);
			if (!target.nil()) referred.get(target.$value());
			return elementOf(referred, key);
		},
	});
}
