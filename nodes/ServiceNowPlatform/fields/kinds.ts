import type { KeyColumn, LocatorKind } from './locator';

const NAME: KeyColumn = { column: 'name', displayName: 'By Name', placeholder: 'e.g. Network' };

/** Kinds of records that are chosen in more than one place; their lists come from `methods/listSearch`. */
export const USER: LocatorKind = {
	displayName: 'User',
	one: 'a user',
	table: 'sys_user',
	searchListMethod: 'searchUsers',
	keys: [
		{ column: 'user_name', displayName: 'By User Name', placeholder: 'e.g. beth.anglin' },
		{ column: 'email', displayName: 'By Email', placeholder: 'e.g. beth.anglin@example.com' },
	],
};

export const GROUP: LocatorKind = {
	displayName: 'Group',
	one: 'a group',
	table: 'sys_user_group',
	searchListMethod: 'searchGroups',
	keys: [NAME],
};

export const ROLE: LocatorKind = {
	displayName: 'Role',
	one: 'a role',
	table: 'sys_user_role',
	searchListMethod: 'searchRoles',
	keys: [{ ...NAME, placeholder: 'e.g. itil' }],
};

export const CONFIGURATION_ITEM: LocatorKind = {
	displayName: 'Configuration Item',
	one: 'a configuration item',
	table: 'cmdb_ci',
	searchListMethod: 'searchConfigurationItems',
	keys: [{ ...NAME, placeholder: 'e.g. web-01' }],
	pages: /^(cmdb|u_cmdb)_/,
};

export const CHANGE_TEMPLATE: LocatorKind = {
	displayName: 'Standard Change Template',
	one: 'a standard change template',
	table: 'std_change_record_producer',
	searchListMethod: 'searchChangeTemplates',
	keys: [{ ...NAME, placeholder: 'e.g. Reboot a server' }],
	pages: /^sc_cat_item/,
};

export const CATALOG_ITEM: LocatorKind = {
	displayName: 'Catalog Item',
	one: 'a catalog item',
	table: 'sc_cat_item',
	searchListMethod: 'searchCatalogItems',
	keys: [{ ...NAME, placeholder: 'e.g. Standard Laptop' }],
	pages: /^(sc_cat_item|pc_)/,
};

export const RECORD_PRODUCER: LocatorKind = {
	displayName: 'Record Producer',
	one: 'a record producer',
	table: 'sc_cat_item_producer',
	searchListMethod: 'searchRecordProducers',
	keys: [{ ...NAME, placeholder: 'e.g. Report an outage' }],
	pages: /^sc_cat_item/,
};

export const ARTICLE: LocatorKind = {
	displayName: 'Article',
	one: 'a knowledge article',
	table: 'kb_knowledge',
	searchListMethod: 'searchArticles',
	keys: [{ column: 'number', displayName: 'By Number', placeholder: 'e.g. KB0000001' }],
	pages: /^kb_/,
};

export const KNOWLEDGE_BASE: LocatorKind = {
	displayName: 'Knowledge Base',
	one: 'a knowledge base',
	table: 'kb_knowledge_base',
	searchListMethod: 'searchKnowledgeBases',
	keys: [{ column: 'title', displayName: 'By Title', placeholder: 'e.g. IT' }],
};

export const ATTACHMENT: LocatorKind = {
	displayName: 'Attachment',
	one: 'an attachment',
	table: 'sys_attachment',
	searchListMethod: 'searchAttachments',
	keys: [],
};

/** Tables of the resources that stand for one; pickers and forms need the table and are told the resource only. */
export const TABLE_OF_RESOURCE: Readonly<Record<string, string>> = {
	catalogTask: 'sc_task',
	changeRequest: 'change_request',
	group: 'sys_user_group',
	incident: 'incident',
	problem: 'problem',
	requestedItem: 'sc_req_item',
	user: 'sys_user',
};
