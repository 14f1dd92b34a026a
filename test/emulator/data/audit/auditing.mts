/** What the dictionary says of auditing: a flag of the table itself (parents and children do not count), attributes of columns. */
import type { Column, Row } from '../../types.mts';
import type { Database } from '../database.mts';

interface Entry {
	audit: boolean;
	attributes: ReadonlyMap<string, string>;
}

export interface Auditing {
	/** Are changes of this table audited, and if a column is given, of that? A column's attributes are those of its declaration. */
	audits(table: string, column?: Pick<Column, 'table' | 'element'>): boolean;
	/** The table's own dictionary entry has this attribute, whatever its value. */
	has(table: string, attribute: string): boolean;
	forget(): void;
}

const NOTHING: Entry = { audit: false, attributes: new Map() };

/** `no_audit,audit_type=whitelist` */
function attributesOf(text: string): Map<string, string> {
	const pairs = text.split(',').map((part) => part.trim().split('='));
	return new Map(pairs.filter(([name]) => name).map(([name = '', value = 'true']) => [name, value]));
}

/** System columns are left out, but for these two. */
const SYSTEM_AUDITED = new Set(['sys_class_name', 'sys_domain_id']);

export function createAuditing(database: Database): Auditing {
	let known: Map<string, Entry> | undefined;
	const read = (): Map<string, Entry> => {
		const rows: Row[] = database.all('SELECT name, element, audit, attributes FROM sys_dictionary');
		return new Map(
			rows
				.filter(({ audit, attributes, element }) => attributes || (audit === 'true' && element === ''))
				.map(({ name = '', element = '', audit, attributes = '' }) => [
					`${name}.${element}`,
					{ audit: audit === 'true', attributes: attributesOf(attributes) },
				]),
		);
	};
	const entry = (table: string, element = ''): Entry => {
		known ??= read();
		return known.get(`${table}.${element}`) ?? NOTHING;
	};
	return {
		audits(table, column) {
			const own = entry(table);
			if (!own.audit || !column) return own.audit;
			if (column.element.startsWith('sys_') && !SYSTEM_AUDITED.has(column.element)) return false;
			const { attributes } = entry(column.table, column.element);
			if (own.attributes.get('audit_type') === 'whitelist') return attributes.get('audit') === 'true';
			return !attributes.has('no_audit');
		},
		has: (table, attribute) => (entry(table).attributes.get(attribute) ?? 'false') !== 'false',
		forget() {
			known = undefined;
		},
	};
}
