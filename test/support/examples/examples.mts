import type { Operations } from '../../../nodes/ServiceNowPlatform/actions/operation.ts';
import {
	ARTICLE,
	COMMON,
	INCIDENTS,
	LAPTOP,
	LIST,
	SOURCE,
	assigned,
	attached,
	closure,
	fixed,
	form,
	id,
	joined,
	json,
	ofAttachment,
	on,
	one,
	table,
	type Maker,
	work,
} from './exampleParts.mts';
import { catalog, changeRequest } from './exampleProcesses.mts';
import { file } from '../n8n/files.mts';
import { by, mapped } from '../instance.mts';

/** For every operation there is; one that is missing fails to compile. */
export const examples: { [Resource in keyof Operations]: Record<Operations[Resource], Maker> } = {
	apiRequest: { send: fixed({ method: 'GET', path: '/api/now/stats/incident?sysparm_count=true', paging: 'off' }) },
	attachment: {
		delete: ofAttachment(),
		download: ofAttachment({ from: 'attachment', outputField: 'data' }),
		get: ofAttachment(),
		getAll: async (stage) => {
			await attached(stage);
			return { parameters: { ...LIST, of: 'table', table: INCIDENTS } };
		},
		rename: ofAttachment({ fileName: 'renamed.txt' }),
		upload: async (stage) => ({
			parameters: { table: INCIDENTS, record: one(stage, 'incident'), allFiles: true },
			options: { binary: [{ data: await file('example.txt', 'text/plain', 'An example') }] },
		}),
	},
	catalog,
	catalogTask: {
		...table('sc_task', form),
		assign: assigned('sc_task'),
		close: on('sc_task', { outcome: '3', close_notes: 'Done' }, { active: 'true' }),
	},
	changeRequest,
	changeTask: {
		...table('change_task', form),
		assign: assigned('change_task'),
		close: on('change_task', closure, { active: 'true' }),
	},
	comment: {
		add: (stage) => ({
			parameters: { table: INCIDENTS, record: one(stage, 'incident'), type: 'work_notes', text: 'An example' },
		}),
		getAll: (stage) => ({
			parameters: {
				table: INCIDENTS,
				record: by(
					'id',
					String(stage.emulator.store.find('sys_journal_field', { name: 'incident' }).at(0)?.element_id),
				),
				type: 'both',
				returnAll: false,
				limit: 3,
			},
		}),
	},
	configurationItem: {
		addRelation: fixed({
			table: by('list', 'cmdb_ci'),
			record: by('name', 'lnx-app-01'),
			direction: 'outbound',
			relationType: by('name', 'Depends on::Used by'),
			target: by('name', 'printer-hall'),
			dataSource: SOURCE,
		}),
		delete: ({ nth = 0 }) => ({
			parameters: { table: by('list', 'cmdb_ci'), record: by('name', nth === 0 ? 'printer-hall' : 'lnx-app-01') },
		}),
		get: fixed({ table: by('list', 'cmdb_ci'), record: by('name', 'ora-main-01') }),
		getAll: fixed({ table: by('list', 'cmdb_ci'), ...LIST }),
		getClassMetadata: fixed({ table: by('list', 'cmdb_ci_linux_server'), include: ['attributes'] }),
		removeRelation: fixed({
			table: by('list', 'cmdb_ci'),
			record: by('name', 'ora-main-01'),
			direction: 'outbound',
			relationType: by('name', 'Contains::Contained by'),
			target: by('name', 'orders'),
		}),
		update: fixed({
			table: by('list', 'cmdb_ci'),
			record: by('name', 'lnx-app-01'),
			dataSource: SOURCE,
			fields: mapped({ short_description: 'An example' }),
		}),
		upsert: fixed({
			table: by('list', 'cmdb_ci_linux_server'),
			dataSource: SOURCE,
			fields: mapped({ name: 'lnx-example', serial_number: 'EX-1' }),
		}),
	},
	email: {
		get: (stage) => ({
			parameters: { emailId: stage.emulator.store.put('sys_email', { type: 'sent', state: 'processed' }).sys_id },
		}),
		send: fixed({ to: 'somebody@example.com', subject: 'An example', text: 'Hello', hasRecord: false }),
	},
	group: {
		...table('sys_user_group', { name: 'Example', description: 'An example' }, 'name', { name: 'Network' }),
		delete: ({ nth = 0 }) => ({ parameters: { record: by('name', nth === 0 ? 'Network' : 'Hardware') } }),
		addMember: fixed({ record: by('name', 'Network'), user: by('user_name' as never, 'abel.tuter') }),
		getMembers: fixed({ record: by('name', 'Network'), returnAll: false, limit: 3 }),
		grantRole: fixed({ record: by('name', 'Network'), role: by('name', 'knowledge') }),
		removeMember: (stage) => {
			const [group, user] = [
				id(stage, 'sys_user_group', { name: 'Network' }),
				id(stage, 'sys_user', { user_name: 'itil' }),
			];
			return joined('sys_user_grmember', { group, user }, { record: by('id', group), user: by('id', user) })(stage);
		},
		revokeRole: (stage) => {
			const [group, role] = [
				id(stage, 'sys_user_group', { name: 'Network' }),
				id(stage, 'sys_user_role', { name: 'itil' }),
			];
			return joined('sys_group_has_role', { group, role }, { record: by('id', group), role: by('id', role) })(stage);
		},
	},
	importSet: {
		get: async (stage) => {
			const insert = { resource: 'importSet', operation: 'insert', table: by('name', 'imp_user') };
			await stage.n8n.run({ ...insert, fields: mapped({ user_id: 'example.row' }) } as never);
			return {
				parameters: { table: by('name', 'imp_user'), rowId: id(stage, 'imp_user', { user_id: 'example.row' }) },
			};
		},
		insert: fixed({ table: by('name', 'imp_user'), fields: mapped({ user_id: 'example.one', first_name: 'Ex' }) }),
		insertMultiple: fixed({
			table: by('name', 'imp_user'),
			fields: mapped({ user_id: 'example.many', first_name: 'Ex' }),
			wait: true,
		}),
	},
	incident: { ...table('incident', form), ...work('incident') },
	knowledge: {
		get: fixed({ article: by('id', ARTICLE) }),
		getAttachments: async (stage) => {
			const article = by('id', ARTICLE);
			await attached(stage, article, by('name', 'kb_knowledge'));
			return { parameters: { article, download: false } };
		},
		getFeatured: fixed({ returnAll: false, limit: 3 }),
		getMostViewed: fixed({ returnAll: false, limit: 3 }),
		search: fixed({ query: 'windows', returnAll: false, limit: 3 }),
	},
	problem: { ...table('problem', form), ...work('problem') },
	record: {
		create: fixed({ table: INCIDENTS, fields: mapped(form), options: COMMON }),
		count: fixed({ table: INCIDENTS }),
		delete: on('incident', { table: INCIDENTS }),
		get: on('incident', { table: INCIDENTS, options: COMMON }),
		getAll: fixed({ table: INCIDENTS, ...LIST, options: COMMON }),
		summarize: fixed({
			table: INCIDENTS,
			measures: { rows: [{ kind: 'count' }] },
			groupBy: { rows: [{ field: by('name', 'state') }] },
		}),
		update: on('incident', { table: INCIDENTS, fields: mapped(form), options: COMMON }),
		updateMany: fixed({
			table: INCIDENTS,
			options: { sysparm_query: 'category=hardware' },
			fields: mapped({ impact: '2' }),
			dryRun: false,
			maxRecords: 100,
		}),
		upsert: fixed({
			table: INCIDENTS,
			fields: { ...mapped({ ...form, correlation_id: 'example' }), matchingColumns: ['correlation_id'] },
			options: COMMON,
		}),
	},
	requestedItem: {
		...table('sc_req_item', form),
		assign: assigned('sc_req_item'),
		getVariables: (stage) => ({
			parameters: {
				record: by('id', String(stage.emulator.store.find('sc_item_option_mtom', {}).at(0)?.request_item)),
				output: 'simplified',
			},
		}),
		setVariables: async (stage) => {
			const order = { resource: 'catalog', operation: 'orderNow', item: by('id', LAPTOP), quantity: 1 };
			await stage.n8n.run({ ...order, ...json({ acrobat: true }) } as never);
			const [last] = stage.emulator.store.find('sc_item_option_mtom', {}).slice(-1);
			return { parameters: { record: by('id', String(last?.request_item)), ...json({ acrobat: false }) } };
		},
	},
	table: {
		describe: fixed({ table: INCIDENTS, outputItems: 'columns' }),
		getAll: fixed({ text: 'incident', returnAll: false, limit: 3 }),
	},
	user: {
		...table('sys_user', { user_name: 'example.user', last_name: 'Example' }, 'user_name', { user_name: 'abel.tuter' }),
		grantRole: fixed({ record: by('user_name' as never, 'abel.tuter'), role: by('name', 'knowledge') }),
		revokeRole: (stage) => {
			const [user, role] = [
				id(stage, 'sys_user', { user_name: 'abel.tuter' }),
				id(stage, 'sys_user_role', { name: 'itil' }),
			];
			return joined('sys_user_has_role', { user, role }, { record: by('id', user), role: by('id', role) })(stage);
		},
	},
};
