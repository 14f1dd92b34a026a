import type { IDataObject } from 'n8n-workflow';
import type { Operations } from '../../nodes/ServiceNowPlatform/actions/operation.ts';
import { file } from './files.mts';
import { by, mapped, type Stage } from './instance.mts';
import type { NodeOptions } from './n8n.mts';

/** One sensible call of an operation on the demo data. */
export interface Example {
	parameters: Record<string, unknown>;
	options?: NodeOptions;
}

type Maker = (stage: Stage) => Example | Promise<Example>;

export const CATALOG_ITEM = '060f3afa3731300054b6a3549dbe5d3e';
const LAPTOP = '04b7e94b4f7b4200086eeed18110c7fd';
const PRODUCER = '3f1dd0320a0a0b99000a53f7604a2ef9';
const ARTICLE = '0b48fd75474321009db4b5b08b9a71c2';
const SOURCE = { __rl: true, mode: 'value', value: 'Manual Entry' };
const LIST = { returnAll: false, limit: 3, filterMode: 'all' };
const INCIDENTS = by('name', 'incident');
/** What records of every table have. */
const COMMON = { sysparm_fields: 'sys_id,sys_created_on,sys_created_by,sys_updated_on,sys_updated_by,sys_mod_count' };

const id = ({ emulator }: Stage, table: string, where: Record<string, string> = {}): string =>
	String(emulator.store.find(table, where).at(0)?.sys_id);
const one = (stage: Stage, table: string, where: Record<string, string> = {}) => by('id', id(stage, table, where));
const fixed =
	(parameters: Record<string, unknown>): Maker =>
	() => ({ parameters });
const on =
	(table: string, parameters: Record<string, unknown> = {}, where: Record<string, string> = {}): Maker =>
	(stage) => ({ parameters: { record: one(stage, table, where), ...parameters } });
const json = (values: Record<string, unknown>) => ({ variablesMode: 'json', variablesJson: JSON.stringify(values) });

/** The six verbs of a table; `values` are those of a new record, `key` a column that tells records apart. */
function table(
	name: string,
	values: Record<string, unknown>,
	key = 'correlation_id',
	where: Record<string, string> = {},
) {
	return {
		create: fixed({ fields: mapped(values) }),
		delete: on(name, {}, where),
		get: on(name, {}, where),
		getAll: fixed(LIST),
		update: on(name, { fields: mapped(values) }, where),
		upsert: fixed({ fields: { ...mapped({ ...values, [key]: 'example' }), matchingColumns: [key] } }),
	} satisfies Record<string, Maker>;
}

/** The row that joins two records, so that there is one to remove. */
const joined =
	(link: string, ends: Record<string, string>, parameters: Record<string, unknown>): Maker =>
	({ emulator }) => {
		emulator.store.put(link, ends);
		return { parameters };
	};

async function cartItem(stage: Stage): Promise<string> {
	const { json: added } = await stage.n8n.run({
		resource: 'catalog',
		operation: 'addToCart',
		item: by('id', CATALOG_ITEM),
		quantity: 1,
	} as never);
	return String(added[0]?.cart_item_id);
}

async function attached(stage: Stage, record = one(stage, 'incident'), table_ = INCIDENTS): Promise<IDataObject> {
	const data = await file('example.txt', 'text/plain', 'An example');
	const parameters = { table: table_, record, allFiles: true };
	const { json: uploaded } = await stage.n8n.run(
		{ resource: 'attachment', operation: 'upload', ...parameters } as never,
		{ binary: [{ data }] },
	);
	return uploaded[0] ?? {};
}

const ofAttachment =
	(parameters: Record<string, unknown> = {}): Maker =>
	async (stage) => ({
		parameters: { attachment: by('id', String((await attached(stage)).sys_id)), ...parameters },
	});

const work = (table_: string): Record<'assign' | 'close' | 'reopen' | 'resolve', Maker> => {
	const code = { __rl: true, mode: 'value', value: table_ === 'incident' ? 'Solution provided' : 'fix_applied' };
	const solution =
		table_ === 'incident'
			? { close_code: code, close_notes: 'Done' }
			: { resolution_code: code, cause_notes: 'A setting', fix_notes: 'Corrected' };
	return {
		assign: (stage) => ({
			parameters: {
				record: one(stage, table_, { active: 'true' }),
				assignment_group: one(stage, 'sys_user_group', { name: 'Network' }),
				assigned_to: by('id', ''),
			},
		}),
		close: on(table_, solution, { active: 'true' }),
		reopen: on(table_, { reason: 'It is back' }, { active: 'true' }),
		resolve: on(table_, solution, { active: 'true' }),
	};
};

/** A change request about which the signed-in administrator is asked. */
const asked =
	(parameters: Record<string, unknown> = {}): Maker =>
	(stage) => {
		const sysapproval = id(stage, 'change_request', { active: 'true' });
		const approver = id(stage, 'sys_user', { user_name: 'admin' });
		stage.emulator.store.put('sysapproval_approver', {
			...{ sysapproval, document_id: sysapproval, source_table: 'change_request' },
			...{ approver, state: 'requested' },
		});
		return { parameters: { record: by('id', sysapproval), ...parameters } };
	};

const change = (parameters: Record<string, unknown> = {}) => on('change_request', parameters, { active: 'true' });
const form = { short_description: 'An example' };

/** For every operation there is; one that is missing fails to compile. */
export const examples: { [Resource in keyof Operations]: Record<Operations[Resource], Maker> } = {
	apiRequest: { send: fixed({ method: 'GET', path: '/api/now/stats/incident?sysparm_count=true', paging: 'off' }) },
	attachment: {
		delete: ofAttachment(),
		download: ofAttachment({ from: 'attachment', outputField: 'data' }),
		get: ofAttachment(),
		getAll: async (stage) => {
			await attached(stage);
			return { parameters: { ...LIST, of: 'record', table: INCIDENTS, record: one(stage, 'incident') } };
		},
		rename: ofAttachment({ fileName: 'renamed.txt' }),
		upload: async (stage) => ({
			parameters: { table: INCIDENTS, record: one(stage, 'incident'), allFiles: true },
			options: { binary: [{ data: await file('example.txt', 'text/plain', 'An example') }] },
		}),
	},
	catalog: {
		addToCart: fixed({ item: by('id', CATALOG_ITEM), quantity: 1 }),
		emptyCart: async (stage) => ({ parameters: { quantity: await cartItem(stage) } }),
		getCart: async (stage) => ({ parameters: { simplify: true, quantity: await cartItem(stage) } }),
		getItem: fixed({ item: by('id', LAPTOP), simplify: true }),
		getRequestStatus: (stage) => ({ parameters: { request: one(stage, 'sc_request') } }),
		orderNow: fixed({ item: by('id', CATALOG_ITEM), quantity: 1 }),
		removeCartItem: async (stage) => ({ parameters: { cartItem: await cartItem(stage) } }),
		searchItems: fixed({ text: '', returnAll: false, limit: 3, simplify: true }),
		submitCart: async (stage) => ({ parameters: { text: await cartItem(stage) } }),
		submitProducer: fixed({
			item: by('id', PRODUCER),
			...json({ comments: 'An example', urgency: '3', short_description: 'An example' }),
		}),
		updateCartItem: async (stage) => ({ parameters: { cartItem: await cartItem(stage), quantity: 2 } }),
	},
	catalogTask: table('sc_task', form),
	changeRequest: {
		...table('change_request', form),
		addAffectedCis: (stage) => ({
			parameters: {
				record: one(stage, 'change_request', { active: 'true' }),
				association_type: 'affected',
				configurationItem: by('name', 'printer-hall'),
			},
		}),
		approve: asked(),
		checkConflicts: change({ mode: 'last', output: 'list' }),
		createEmergency: fixed({ fields: mapped(form) }),
		createFromModel: (stage) => ({
			parameters: { model: one(stage, 'chg_model', { name: 'Normal' }), fields: mapped(form) },
		}),
		createNormal: fixed({ fields: mapped(form) }),
		createStandard: (stage) => ({
			parameters: {
				template: one(stage, 'std_change_record_producer', { name: 'Reboot a Windows server' }),
				fields: { mappingMode: 'defineBelow', value: null },
			},
		}),
		getAffectedCis: (stage) => ({
			parameters: {
				record: by('id', String(stage.emulator.store.find('task_ci', {}).at(0)?.task)),
				association_type: 'affected',
				...LIST,
			},
		}),
		getNextStates: change(),
		getSchedule: (stage) => ({
			parameters: {
				record: by(
					'id',
					String(stage.emulator.store.find('change_request', {}).find((row) => row.cmdb_ci && row.start_date)?.sys_id),
				),
				...LIST,
			},
		}),
		getTasks: (stage) => ({
			parameters: {
				record: by('id', String(stage.emulator.store.find('change_task', {}).at(0)?.change_request)),
				...LIST,
			},
		}),
		moveToState: (stage) => ({
			parameters: {
				record: one(stage, 'change_request', { state: '-5' }),
				newState: { __rl: true, mode: 'value', value: '4' },
			},
		}),
		reject: asked({ comments: 'Not now' }),
	},
	changeTask: table('change_task', form),
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
		delete: fixed({ table: by('list', 'cmdb_ci'), record: by('name', 'printer-hall') }),
		get: fixed({ table: by('list', 'cmdb_ci'), record: by('name', 'ora-main-01') }),
		getAll: fixed({ table: by('list', 'cmdb_ci'), ...LIST }),
		getClassMetadata: fixed({ table: by('list', 'cmdb_ci_linux_server'), simplify: true, include: ['attributes'] }),
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
		get: fixed({ article: by('id', ARTICLE), content: 'text' }),
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
		count: fixed({ table: INCIDENTS, filterMode: 'all' }),
		delete: on('incident', { table: INCIDENTS }),
		get: on('incident', { table: INCIDENTS, options: COMMON }),
		getAll: fixed({ table: INCIDENTS, ...LIST, options: COMMON }),
		summarize: fixed({
			table: INCIDENTS,
			filterMode: 'all',
			measures: { rows: [{ kind: 'count' }] },
			groupBy: { rows: [{ field: by('name', 'state') }] },
			groupValues: 'true',
		}),
		update: on('incident', { table: INCIDENTS, fields: mapped(form), options: COMMON }),
		updateMany: fixed({
			table: INCIDENTS,
			filterMode: 'query',
			sysparm_query: 'category=hardware',
			fields: mapped({ impact: '2' }),
			dryRun: false,
			mostRecords: 100,
		}),
		upsert: fixed({
			table: INCIDENTS,
			fields: { ...mapped({ ...form, correlation_id: 'example' }), matchingColumns: ['correlation_id'] },
			options: COMMON,
		}),
	},
	requestedItem: {
		...table('sc_req_item', form),
		getVariables: (stage) => ({
			parameters: {
				record: by('id', String(stage.emulator.store.find('sc_item_option_mtom', {}).at(0)?.request_item)),
				displayValues: true,
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
		describe: fixed({ table: INCIDENTS, output: 'columns' }),
		getAll: fixed({ search: 'incident', returnAll: false, limit: 3 }),
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
