import { type KeyColumn, type LocatorKind, NUMBER, type RecordKind } from './locator';

const NAME: KeyColumn = { column: 'name', displayName: 'By Name', placeholder: 'e.g. Network' };

/** Kinds of records that are chosen in more than one place; their lists come from `methods/listSearch`. */
export const USER: LocatorKind = {
	displayName: 'User',
	one: 'a user',
	table: 'sys_user',
	searchListMethod: 'searchUsers',
	keys: [
		{
			column: 'user_name',
			displayName: 'By User Name',
			placeholder: 'e.g. beth.anglin',
			form: /^[\p{L}\d][\p{L}\d._-]*$/u,
		},
		{
			column: 'email',
			displayName: 'By Email',
			placeholder: 'e.g. beth.anglin@example.com',
			form: /^[^\s@]+@[^\s@]+$/,
		},
		{ ...NAME, placeholder: 'e.g. Beth Anglin', form: /^\p{L}[\p{L}\p{M}.,'’ -]*$/u },
	],
};

export const GROUP: LocatorKind = {
	displayName: 'Group',
	one: 'a group',
	table: 'sys_user_group',
	searchListMethod: 'searchGroups',
	keys: [{ ...NAME, form: /^[\p{L}\d][\p{L}\p{M}\d &._-]*$/u }],
};

export const ROLE: LocatorKind = {
	displayName: 'Role',
	one: 'a role',
	table: 'sys_user_role',
	searchListMethod: 'searchRoles',
	keys: [{ ...NAME, placeholder: 'e.g. itil' }],
};

export const ATTACHMENT: LocatorKind = {
	displayName: 'Attachment',
	one: 'an attachment',
	table: 'sys_attachment',
	searchListMethod: 'searchAttachments',
	keys: [{ column: 'file_name', displayName: 'By Name', placeholder: 'e.g. report.pdf' }],
};

export const RECORD: RecordKind = {
	displayName: 'Record',
	one: 'a record',
	searchListMethod: 'searchRecords',
	keys: [NUMBER],
};

export const CONFIGURATION_ITEM: RecordKind = {
	displayName: 'Configuration Item',
	one: 'a configuration item',
	searchListMethod: 'searchConfigurationItems',
	keys: [{ ...NAME, placeholder: 'e.g. lnx-app-01' }],
	pages: /^(cmdb|service_offering$|u_|x_|sn_)/,
};

/** One of any class. */
export const ANY_ITEM: LocatorKind = {
	...CONFIGURATION_ITEM,
	table: 'cmdb_ci',
	searchListMethod: 'searchAnyItems',
};

/** The one at the other end of a relation. */
export const RELATED_ITEM: LocatorKind = { ...ANY_ITEM, displayName: 'Related Item' };

export const RELATION_TYPE: LocatorKind = {
	displayName: 'Relation Type',
	one: 'a relation type',
	table: 'cmdb_rel_type',
	searchListMethod: 'searchRelationTypes',
	keys: [{ ...NAME, placeholder: 'e.g. Depends on::Used by' }],
};

export const CHANGE_TEMPLATE: LocatorKind = {
	displayName: 'Template',
	one: 'a standard change template',
	table: 'std_change_record_producer',
	searchListMethod: 'searchChangeTemplates',
	keys: [{ ...NAME, placeholder: 'e.g. Reboot Windows Server' }],
	pages: /^sc_cat_item/,
};

export const CHANGE_MODEL: LocatorKind = {
	displayName: 'Change Model',
	one: 'a change model',
	table: 'chg_model',
	searchListMethod: 'searchChangeModels',
	keys: [{ ...NAME, placeholder: 'e.g. Cloud Infrastructure' }],
	pages: /^sttrm_model$/,
};
