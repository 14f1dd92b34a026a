/** What every part of the data layer works with: connection, schema, rules, clock, and who is told of writes. */
import { randomBytes } from 'node:crypto';
import type { Clock, Row, Session, Store, WriteEvent } from '../types.mts';
import { createAcl } from './acl.mts';
import type { Acl } from './acl.mts';
import { quote } from './database.mts';
import { createBackground } from './businessRules/background/background.mts';
import type { Background } from './businessRules/background/background.mts';
import { createRegistry } from './businessRules/registry.mts';
import type { Registry } from './businessRules/registry.mts';
import { createAuditing } from './audit/auditing.mts';
import type { Auditing } from './audit/auditing.mts';
import type { Database } from './database.mts';
import { createLate } from './visibility/late.mts';
import type { Late } from './visibility/late.mts';
import { SCHEMA_TABLES } from './meta/tables.mts';
import type { QueryContext } from './query/compile.mts';
import { createReplica } from './visibility/replica.mts';
import type { Replica } from './visibility/replica.mts';
import { createSchema } from './schema.mts';
import type { LiveSchema } from './schema.mts';
import { userFormat } from './time.mts';

export interface Engine extends Background {
	readonly database: Database;
	readonly schema: LiveSchema;
	readonly acl: Acl;
	readonly auditing: Auditing;
	/** Writes that others do not see yet. */
	readonly late: Late;
	readonly replica: Replica;
	readonly clock: Clock;
	readonly system: Session;
	readonly rules: Registry;
	/** The same records behind the contract of the emulator. */
	store(): Store;
	readonly listeners: Array<(event: WriteEvent) => void>;
	property(name: string): string | undefined;
	/** Everything that an encoded query may refer to, for this caller. */
	context(session: Session): QueryContext;
	newSysId(): string;
	/** Tells all who keep something derived from records that one was written. */
	emit(event: WriteEvent): void;
	/** Forgets all that was derived from records. */
	forget(): void;
	rowsRead: number;
}

function propertyReader(database: Database): { read(name: string): string | undefined; forget(): void } {
	let properties: Map<string, string> | undefined;
	return {
		read(name) {
			properties ??= new Map(
				database.all('SELECT name, value FROM sys_properties').map((row) => [row.name ?? '', row.value ?? '']),
			);
			return properties.get(name);
		},
		forget() {
			properties = undefined;
		},
	};
}

const SYSTEM_USER: Row = { sys_id: 'system', user_name: 'system', name: 'System', time_zone: 'UTC' };

function groupsOf(database: Database, schema: LiveSchema, { user }: Session): string[] {
	if (!schema.exists('sys_user_grmember')) return [];
	const members = `SELECT "group" FROM ${quote(schema.root('sys_user_grmember'))} WHERE user = ?`;
	return database.all(members, [user.sys_id ?? '']).map(({ group = '' }) => group);
}

type Known = Pick<Engine, 'database' | 'schema' | 'acl' | 'clock' | 'property'>;

function dynamicFilter(database: Database, schema: LiveSchema, sys_id: string): string | undefined {
	if (!schema.exists('sys_filter_option_dynamic')) return undefined;
	const sql =
		`SELECT script FROM ${quote(schema.root('sys_filter_option_dynamic'))} WHERE sys_id = ? AND active = 'true'` +
		` AND available_for_filter = 'true' AND field_type <> '' AND "table" <> ''`;
	return database.get(sql, [sys_id])?.script;
}

const contexts =
	({ database, schema, acl, clock, property }: Known) =>
	(session: Session): QueryContext => ({
		schema,
		session,
		property,
		mayRead: (who, table, element) => acl.field(who, table, element, 'read'),
		script: {
			session,
			clock,
			format: userFormat(session.user, property),
			myGroups: () => groupsOf(database, schema, session),
			dynamicFilter: (sys_id) => dynamicFilter(database, schema, sys_id),
		},
	});

interface Derived extends Pick<Engine, 'schema' | 'acl' | 'auditing' | 'rules' | 'jobs'> {
	properties: { forget(): void };
}

/** What is kept of records is found out anew when they have changed: after a write to one table, or altogether. */
function derivedFrom({ schema, acl, auditing, properties, rules, jobs }: Derived) {
	return {
		follow(table: string): void {
			const isSchema = SCHEMA_TABLES.has(table);
			if (isSchema) schema.invalidate();
			if (table === 'sys_dictionary') auditing.forget();
			if (isSchema || table === 'sys_security_acl') acl.invalidate();
			if (table === 'sys_properties') {
				properties.forget();
				jobs.look();
			}
			if (table === 'sys_script') rules.forget();
		},
		forget(): void {
			rules.forget();
			schema.invalidate();
			acl.invalidate();
			auditing.forget();
			properties.forget();
		},
	};
}

export function createEngine(database: Database, clock: Clock, store: () => Store): Engine {
	const schema = createSchema(database);
	const acl = createAcl(database, schema);
	const auditing = createAuditing(database);
	const properties = propertyReader(database);
	const property = (name: string) => (schema.exists('sys_properties') ? properties.read(name) : undefined);
	const system: Session = { user: SYSTEM_USER, roles: new Set(['admin']), via: 'system' };

	const context = contexts({ database, schema, acl, clock, property });
	const background = createBackground(property, clock);
	const rules = createRegistry(() => store().find('sys_script', { active: 'true' }));

	const { follow, forget } = derivedFrom({ schema, acl, auditing, properties, rules, jobs: background.jobs });
	database.onUndo(forget);

	const listeners: Engine['listeners'] = [];
	return {
		database,
		schema,
		acl,
		auditing,
		late: createLate(database, clock),
		replica: createReplica(database, clock, property),
		clock,
		system,
		rules,
		...background,
		store,
		listeners,
		property,
		context,
		newSysId: () => randomBytes(16).toString('hex'),
		emit(event) {
			follow(event.table);
			for (const listener of listeners) listener(event);
		},
		forget,
		rowsRead: 0,
	};
}
