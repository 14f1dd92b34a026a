import type { EncodedQuery } from '../domain/api/checked';
import { any, encoded, EVERY } from '../domain/encodedQuery';
import { IMPORT_SET_ROW } from '../domain/importSet/importSet';

/** How the entries of a picker are found and named. */
export interface ListKind {
	table: string;
	/** Columns whose text is searched. */
	search: string[];
	/** Condition that every entry fulfils, if there is one. */
	only: EncodedQuery;
	/** Column by which the list is ordered; `DESC` in front for the opposite. */
	order: string;
	/** Columns of an entry's name: the first that has a value, then the others behind it. */
	title: string[];
	/** Columns behind the title. */
	details: string[];
	/** Column whose value the picker stores. */
	value: string;
	/** Values that most people look for, which stand above all others until they search. */
	first?: string[];
}

const record = (table: string, changes: Partial<ListKind> = {}): ListKind => ({
	table,
	search: ['name'],
	only: EVERY,
	order: 'name',
	title: ['name'],
	details: [],
	value: 'sys_id',
	...changes,
});

/** Classes of the CMDB: the root and everything below it, as deep as classes go. */
const CLASSES = any(...Array.from({ length: 9 }, (_, depth) => encoded`${'super_class.'.repeat(depth)}name=cmdb_ci`));

const tables = record('sys_db_object', {
	search: ['label', 'name'],
	order: 'label',
	title: ['label', 'name'],
	details: ['name'],
	value: 'name',
});

const USUAL_TABLES = [
	...['incident', 'change_request', 'problem', 'sc_request', 'sc_req_item', 'sc_task', 'change_task', 'task'],
	...['sys_user', 'sys_user_group', 'cmdb_ci', 'kb_knowledge'],
];

/** The lists of records by the name of their list search method. */
export const LIST_KINDS = {
	searchArticles: record('kb_knowledge', {
		search: ['number', 'short_description'],
		only: encoded`workflow_state=published`,
		order: 'DESCsys_updated_on',
		title: ['number'],
		details: ['short_description'],
	}),
	searchAttachments: record('sys_attachment', {
		search: ['file_name'],
		order: 'DESCsys_created_on',
		title: ['file_name'],
		details: ['table_name', 'sys_created_on'],
	}),
	searchCategories: record('sc_category', {
		search: ['title'],
		only: encoded`active=true`,
		order: 'title',
		title: ['title'],
		details: ['sc_catalog.title'],
	}),
	searchRequests: record('sc_request', {
		search: ['number', 'requested_for.name'],
		order: 'DESCsys_created_on',
		title: ['number'],
		details: ['requested_for.name', 'sys_created_on'],
	}),
	searchChangeModels: record('chg_model', {
		search: ['name', 'description'],
		only: encoded`active=true`,
		details: ['description'],
	}),
	searchChangeTemplates: record('std_change_record_producer', {
		search: ['name', 'short_description'],
		only: encoded`active=true^retired!=true`,
		details: ['short_description'],
	}),
	searchClasses: record('sys_db_object', {
		search: ['label', 'name'],
		only: CLASSES,
		order: 'label',
		title: ['label', 'name'],
		details: ['name'],
		value: 'name',
	}),
	searchGroups: record('sys_user_group', { only: encoded`active=true` }),
	searchAnyItems: record('cmdb_ci', { details: ['sys_class_name'] }),
	searchRelationTypes: record('cmdb_rel_type'),
	searchKnowledgeBases: record('kb_knowledge_base', {
		search: ['title'],
		only: encoded`active=true`,
		order: 'title',
		title: ['title'],
	}),
	searchRoles: record('sys_user_role', { search: ['name', 'description'], details: ['description'] }),
	searchStagingTables: { ...tables, only: encoded`super_class.name=${IMPORT_SET_ROW}` },
	searchTables: { ...tables, first: USUAL_TABLES },
	searchUsers: record('sys_user', {
		search: ['name', 'user_name', 'email'],
		only: encoded`active=true`,
		title: ['name', 'user_name'],
		details: ['user_name', 'email'],
	}),
} satisfies Record<string, ListKind>;

/** The records of any table, by its display column. */
export function tableKind(table: string, display: string | undefined): ListKind {
	const title = display === undefined ? ['number', 'name', 'short_description'] : [display];
	return record(table, {
		search: [...new Set([...title, ...(display === 'number' ? ['short_description'] : [])])],
		order: 'DESCsys_updated_on',
		title,
		details: display === 'number' || display === undefined ? ['short_description'] : [],
	});
}
