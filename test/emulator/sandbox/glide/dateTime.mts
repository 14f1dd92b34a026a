import { inside, text } from './host.mts';

/** A moment in UTC. */
export class GlideDateTime {
	$millis: number;
	$valid = true;

	constructor(value?: unknown) {
		this.$millis = 0;
		if (value === undefined) this.$millis = Number(inside.ask('now'));
		else this.setValue(value instanceof GlideDateTime ? value.$millis : value);
	}

	setValue(value: unknown) {
		if (typeof value === 'number') {
			this.$millis = value;
			return;
		}
		const [, day = '', time = '00:00:00'] = /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d:\d\d))?$/.exec(text(value)) ?? [];
		this.$millis = Date.parse(`${day}T${time}Z`);
		this.$valid = !isNaN(this.$millis);
		if (!this.$valid) this.$millis = 0;
	}

	isValid() {
		return this.$valid;
	}

	getErrorMsg() {
		return this.$valid ? '' : 'Could not parse DateTime';
	}

	getNumericValue() {
		return this.$millis;
	}

	setNumericValue(milliseconds: unknown) {
		this.$millis = Number(milliseconds);
	}

	getValue() {
		return new Date(this.$millis).toISOString().slice(0, 19).replace('T', ' ');
	}

	getDisplayValue() {
		return text(inside.ask('local', { value: this.getValue() }));
	}

	setDisplayValue(value: unknown) {
		this.setValue(inside.ask('fromLocal', { value: text(value) }));
	}

	getDate() {
		return this.getValue().slice(0, 10);
	}

	add(milliseconds: unknown) {
		this.$millis += Number(milliseconds);
	}

	subtract(milliseconds: unknown) {
		this.$millis -= Number(milliseconds);
	}

	addSeconds(seconds: unknown) {
		this.add(Number(seconds) * 1000);
	}

	addDays(days: unknown) {
		this.addSeconds(Number(days) * 86_400);
	}

	addDaysUTC(days: unknown) {
		this.addDays(days);
	}

	addWeeks(weeks: unknown) {
		this.addDays(Number(weeks) * 7);
	}

	getYearUTC() {
		return new Date(this.$millis).getUTCFullYear();
	}

	getMonthUTC() {
		return new Date(this.$millis).getUTCMonth() + 1;
	}

	getDayOfMonthUTC() {
		return new Date(this.$millis).getUTCDate();
	}

	/** Monday is 1. */
	getDayOfWeekUTC() {
		return new Date(this.$millis).getUTCDay() || 7;
	}

	compareTo(other: GlideDateTime) {
		return Math.sign(this.$millis - other.getNumericValue());
	}

	before(other: GlideDateTime) {
		return this.compareTo(other) < 0;
	}

	after(other: GlideDateTime) {
		return this.compareTo(other) > 0;
	}

	equals(other: GlideDateTime) {
		return this.compareTo(other) === 0;
	}

	toString() {
		return this.getValue();
	}
}
