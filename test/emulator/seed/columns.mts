/** Small words for writing table definitions down; types and lengths as the platform's dictionary gives them. */
import type { ColumnSeed, TableSeed } from '../types.mts';

type Extra = Partial<Omit<ColumnSeed, 'element' | 'label' | 'type'>>;
type Make = (element: string, label: string, extra?: Extra) => ColumnSeed;
export type Choices = NonNullable<ColumnSeed['choices']>;

const maker =
	(type: string, max_length: number): Make =>
	(element, label, extra = {}) => ({ element, label, type, max_length, ...extra });

export const integer = maker('integer', 40);
export const decimal = maker('decimal', 15);
export const dateTime = maker('glide_date_time', 40);
export const date = maker('glide_date', 40);
export const duration = maker('glide_duration', 40);
export const dueDate = maker('due_date', 40);
export const html = maker('html', 65000);
export const journal = maker('journal_input', 4000);
export const currency = maker('currency', 20);
export const price = maker('price', 20);
export const email = maker('email', 100);
export const url = maker('url', 1024);
export const phone = maker('ph_number', 40);
export const secret = maker('password2', 255);
export const conditions = maker('conditions', 4000);
export const script = maker('script', 8000);
export const image = maker('user_image', 40);
export const documentId = maker('document_id', 32);
export const tableName = maker('table_name', 80);

export function flag(element: string, label: string, value: 'true' | 'false' = 'false', extra: Extra = {}): ColumnSeed {
	return { element, label, type: 'boolean', max_length: 40, default_value: value, ...extra };
}

export function text(element: string, label: string, max_length = 40, extra: Extra = {}): ColumnSeed {
	return { element, label, type: 'string', max_length, ...extra };
}

export function ref(element: string, label: string, reference: string, extra: Extra = {}): ColumnSeed {
	return { element, label, type: 'reference', max_length: 32, reference, ...extra };
}

export function list(element: string, label: string, reference: string, extra: Extra = {}): ColumnSeed {
	return { element, label, type: 'glide_list', max_length: 4000, reference, ...extra };
}

/** A dropdown stored as text. */
export function choice(element: string, label: string, choices: Choices, extra: Extra = {}): ColumnSeed {
	return { element, label, type: 'string', max_length: 40, choices, choice: '3', ...extra };
}

/** A dropdown stored as a number. */
export function scale(element: string, label: string, choices: Choices, extra: Extra = {}): ColumnSeed {
	return { element, label, type: 'integer', max_length: 40, choices, choice: '3', ...extra };
}

/** Values that are their own labels. */
export function same(...values: string[]): Choices {
	return values.map((value) => [value, value] as const);
}

/** Every table has these; a child inherits them from its root. */
export const baseColumns: ColumnSeed[] = [
	{ element: 'sys_id', label: 'Sys ID', type: 'GUID', max_length: 32, read_only: true },
	dateTime('sys_created_on', 'Created', { read_only: true }),
	text('sys_created_by', 'Created by', 40, { read_only: true }),
	dateTime('sys_updated_on', 'Updated', { read_only: true }),
	text('sys_updated_by', 'Updated by', 40, { read_only: true }),
	integer('sys_mod_count', 'Updates', { read_only: true }),
	{ element: 'sys_tags', label: 'Tags', type: 'related_tags', max_length: 40, read_only: true },
];

/** The root of a class hierarchy says in each row which class the row is. */
export const classColumns: ColumnSeed[] = [
	{ element: 'sys_class_name', label: 'Class', type: 'sys_class_name', max_length: 80 },
];

/** The Table API links a domain to `sys_user_group/global` whatever the reference says, so it is declared as such. */
export const domainColumns: ColumnSeed[] = [
	{
		element: 'sys_domain',
		label: 'Domain',
		type: 'domain_id',
		max_length: 32,
		reference: 'sys_user_group',
		default_value: 'global',
	},
	{ element: 'sys_domain_path', label: 'Domain Path', type: 'domain_path', max_length: 255, default_value: '/' },
];

type Rest = Partial<Pick<TableSeed, 'number' | 'overrides' | 'scope'>>;

export function root(name: string, label: string, columns: ColumnSeed[], rest: Rest = {}): TableSeed {
	return { name, label, columns: [...columns, ...baseColumns], ...rest };
}

/** A table that has the columns of another one, too. */
export const childOf =
	(super_class: string) =>
	(name: string, label: string, columns: ColumnSeed[], rest: Rest = {}): TableSeed => ({
		name,
		label,
		super_class,
		columns,
		...rest,
	});

/** An application file: where it belongs and what it is called comes from `sys_metadata`. */
export const file = childOf('sys_metadata');
