/** Views, and what stands on their forms. */
import { choice, file, flag, integer, ref, root, tableName, text } from '../../columns.mts';
import type { TableSeed } from '../../../types.mts';

export const layoutTables: TableSeed[] = [
	file('sys_ui_view', 'View', [
		text('name', 'Name', 80),
		text('title', 'Title', 80, { display: true }),
		flag('hidden', 'Hidden'),
		ref('user', 'User', 'sys_user'),
		ref('group', 'Group', 'sys_user_group'),
		text('roles', 'Roles', 1000),
	]),
	file('sys_ui_section', 'Form Section', [
		tableName('name', 'Table'),
		text('caption', 'Caption', 100, { display: true }),
		ref('view', 'View', 'sys_ui_view'),
		flag('header', 'Header'),
		flag('title', 'Title'),
	]),
	root('sys_ui_element', 'Form Element', [
		ref('sys_ui_section', 'Form section', 'sys_ui_section'),
		text('element', 'Element', 255, { display: true }),
		integer('position', 'Position'),
		choice(
			'type',
			'Type',
			[
				['.begin_split', 'Begin split'],
				['.split', 'Split'],
				['.end_split', 'End split'],
				['annotation', 'Annotation'],
				['formatter', 'Formatter'],
			],
			{ choice: '1' },
		),
	]),
];
