import { GlideElement } from './element.mts';
import { inside, text } from './host.mts';

/** `{0}` in a message is the first thing behind it. */
export function filled(message: unknown, rest: unknown[]): string {
	return text(message).replace(/\{(\d)\}/g, (whole, index) =>
		Number(index) in rest ? text(rest[Number(index)]) : whole,
	);
}

/** The `gs` of a script. */
export class GlideSystem {
	getUserID() {
		return inside.world.user.sys_id;
	}

	getUserName() {
		return inside.world.user.user_name;
	}

	getUserDisplayName() {
		return inside.world.user.name;
	}

	getUser() {
		return {
			getID: () => inside.world.user.sys_id,
			getName: () => inside.world.user.user_name,
			getDisplayName: () => inside.world.user.name,
			hasRole: (role: unknown) => this.hasRole(role),
		};
	}

	hasRole(role: unknown) {
		const { roles } = inside.world.user;
		return (
			roles.includes('admin') ||
			text(role)
				.split(',')
				.some((name) => roles.includes(name.trim()))
		);
	}

	isInteractive() {
		return false;
	}

	isLoggedIn() {
		return inside.world.user.user_name !== 'guest';
	}

	getProperty(name: unknown, otherwise?: unknown) {
		const value = inside.ask('property', { name: text(name) });
		return value === null ? (otherwise ?? null) : value;
	}

	$log(level: string, message: unknown, source: unknown) {
		inside.ask('log', { level, message: text(message), source: text(source) });
	}

	log(message: unknown, source?: unknown) {
		this.$log('0', message, source);
	}

	print(message: unknown) {
		this.$log('0', message, '*** Script');
	}

	logWarning(message: unknown, source?: unknown) {
		this.$log('1', message, source);
	}

	logError(message: unknown, source?: unknown) {
		this.$log('2', message, source);
	}

	info(message: unknown, ...rest: unknown[]) {
		this.$log('0', filled(message, rest), '');
	}

	warn(message: unknown, ...rest: unknown[]) {
		this.$log('1', filled(message, rest), '');
	}

	error(message: unknown, ...rest: unknown[]) {
		this.$log('2', filled(message, rest), '');
	}

	/** Nothing is written unless somebody debugs the session. */
	debug() {}

	/** Messages are for people at a form; REST callers never see them (recording). */
	addInfoMessage() {}

	addErrorMessage() {}

	nil(value: unknown) {
		return value instanceof GlideElement ? value.nil() : text(value) === '';
	}

	base64Encode(value: unknown) {
		return text(inside.ask('base64', { value: text(value) }));
	}

	base64Decode(value: unknown) {
		return text(inside.ask('unbase64', { value: text(value) }));
	}

	generateGUID() {
		return text(inside.ask('guid'));
	}

	/** In the user's zone and format. */
	nowDateTime() {
		return text(inside.ask('local', {}));
	}

	now() {
		return text(inside.ask('localDay'));
	}

	nowNoTZ() {
		return text(inside.ask('utc'));
	}

	tableExists(table: unknown) {
		return Object.keys(inside.fields(text(table))).length > 0;
	}
}
