/** Writes as scripts of the instance make them: past the access rules, and past more where they are told so. */
import { ServiceNowError } from '../../errors.mts';
import { isObject } from '../../http/content/body.mts';
import type { Row, Session, Store, WriteOptions } from '../../types.mts';

const refuse = (detail: string) => new ServiceNowError(400, 'Invalid emulator command', detail);

const OPERATIONS = ['insert', 'update', 'delete'] as const;
const FLAGS = ['workflow', 'autoSysFields', 'force'] as const;
const FIELDS = new Set<string>(['operation', 'table', 'sys_id', 'values', 'as', ...FLAGS]);

export interface ScriptedWrite extends Pick<WriteOptions, (typeof FLAGS)[number]> {
	operation: (typeof OPERATIONS)[number];
	table: string;
	/** Of the record that is changed or deleted. */
	sys_id?: string;
	values?: Row;
	/** A user name; the system itself by default. */
	as?: string;
}

function valuesOf(values: unknown): Row {
	if (values === undefined) return {};
	if (!isObject(values)) throw refuse("'values' has to be an object");
	return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value ?? '')]));
}

function optional(value: unknown, name: string): Record<string, string> {
	if (value === undefined) return {};
	if (typeof value !== 'string') throw refuse(`'${name}' has to be a text`);
	return { [name]: value };
}

export function scriptedWrite(body: Record<string, unknown>): ScriptedWrite {
	const { operation, table, values, sys_id, as } = body;
	const unknown = Object.keys(body).find((name) => !FIELDS.has(name));
	if (unknown !== undefined) throw refuse(`'${unknown}' is not known; there is ${[...FIELDS].join(', ')}`);
	const known = OPERATIONS.find((each) => each === operation);
	if (!known) throw refuse(`'operation' is one of ${OPERATIONS.join(', ')}`);
	if (typeof table !== 'string') throw refuse("'table' has to be a text");
	if (known !== 'insert' && typeof sys_id !== 'string') throw refuse(`a ${known} needs the 'sys_id' of a record`);
	for (const name of FLAGS) {
		if (!['undefined', 'boolean'].includes(typeof body[name])) throw refuse(`'${name}' is true or false`);
	}
	const flags = Object.fromEntries(FLAGS.filter((name) => name in body).map((name) => [name, body[name] === true]));
	const texts = { ...optional(sys_id, 'sys_id'), ...optional(as, 'as') };
	return { operation: known, table, values: valuesOf(values), ...texts, ...flags };
}

/** The record after the write; nothing after a deletion. */
export function writeAs(store: Store, session: Session, write: ScriptedWrite): Row {
	const { operation, table, sys_id = '', values = {}, as: _as, ...options } = write;
	const records = store.writing(options);
	if (operation === 'delete') {
		records.delete(session, table, sys_id);
		return {};
	}
	if (operation === 'update') return records.update(session, table, sys_id, values);
	return records.insert(session, table, sys_id ? { ...values, sys_id } : values);
}
