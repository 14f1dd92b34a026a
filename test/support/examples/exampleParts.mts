/** What the example calls are put together from. */
import type { IDataObject } from 'n8n-workflow';
import { file } from '../n8n/files.mts';
import { by, mapped, type Stage } from '../instance.mts';
import type { NodeOptions } from '../n8n/n8n.mts';

/** One sensible call of an operation on the demo data. */
export interface Example {
	parameters: Record<string, unknown>;
	options?: NodeOptions;
}

export type Maker = (stage: Stage) => Example | Promise<Example>;

export const CATALOG_ITEM = '060f3afa3731300054b6a3549dbe5d3e';
export const LAPTOP = '04b7e94b4f7b4200086eeed18110c7fd';
export const GUIDE = '6690750f4f7b4200086eeed18110c761';
export const PRODUCER = '3f1dd0320a0a0b99000a53f7604a2ef9';
export const ARTICLE = '0b48fd75474321009db4b5b08b9a71c2';
export const SOURCE = { __rl: true, mode: 'value', value: 'Manual Entry' };
export const LIST = { returnAll: false, limit: 3 };
export const INCIDENTS = by('name', 'incident');
/** What records of every table have. */
export const COMMON = {
	sysparm_fields: 'sys_id,sys_created_on,sys_created_by,sys_updated_on,sys_updated_by,sys_mod_count',
};

export const id = ({ emulator, nth = 0 }: Stage, table: string, where: Record<string, string> = {}): string => {
	const rows = emulator.store.find(table, where);
	return String((rows[nth] ?? (nth > 0 ? emulator.store.find(table, {})[nth] : undefined) ?? rows[0])?.sys_id);
};
export const one = (stage: Stage, table: string, where: Record<string, string> = {}) =>
	by('id', id(stage, table, where));
export const fixed =
	(parameters: Record<string, unknown>): Maker =>
	() => ({ parameters });
export const on =
	(table: string, parameters: Record<string, unknown> = {}, where: Record<string, string> = {}): Maker =>
	(stage) => ({ parameters: { record: one(stage, table, where), ...parameters } });
export const json = (values: Record<string, unknown>) => ({
	variablesMode: 'json',
	variablesJson: JSON.stringify(values),
});

/** The six verbs of a table; `values` are those of a new record, `key` a column that tells records apart. */
export function table(
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
export const joined =
	(link: string, ends: Record<string, string>, parameters: Record<string, unknown>): Maker =>
	({ emulator }) => {
		emulator.store.put(link, ends);
		return { parameters };
	};

export async function cartItem(stage: Stage): Promise<string> {
	const { json: added } = await stage.n8n.run({
		resource: 'catalog',
		operation: 'addToCart',
		item: by('id', CATALOG_ITEM),
		quantity: 1,
	} as never);
	return String(added[0]?.cart_item_id);
}

export async function attached(
	stage: Stage,
	record = one(stage, 'incident'),
	table_ = INCIDENTS,
): Promise<IDataObject> {
	const data = await file('example.txt', 'text/plain', 'An example');
	const parameters = { table: table_, record, allFiles: true };
	const { json: uploaded } = await stage.n8n.run(
		{ resource: 'attachment', operation: 'upload', ...parameters } as never,
		{ binary: [{ data }] },
	);
	return uploaded[0] ?? {};
}

export const ofAttachment =
	(parameters: Record<string, unknown> = {}): Maker =>
	async (stage) => ({
		parameters: { attachment: by('id', String((await attached(stage)).sys_id)), ...parameters },
	});

/** Gives a record to a group. */
export const assigned =
	(table_: string): Maker =>
	(stage) => ({
		parameters: {
			record: one(stage, table_, { active: 'true' }),
			assignment_group: one(stage, 'sys_user_group', { name: 'Network' }),
			assigned_to: by('id', ''),
		},
	});

export const work = (table_: string): Record<'assign' | 'close' | 'reopen' | 'resolve', Maker> => {
	const code = { __rl: true, mode: 'value', value: table_ === 'incident' ? 'Solution provided' : 'fix_applied' };
	const solution =
		table_ === 'incident'
			? { close_code: code, close_notes: 'Done' }
			: { resolution_code: code, cause_notes: 'A setting', fix_notes: 'Corrected' };
	return {
		assign: assigned(table_),
		close: on(table_, solution, { active: 'true' }),
		reopen: on(table_, { reason: 'It is back' }, { active: 'true' }),
		resolve: on(table_, solution, { active: 'true' }),
	};
};

export const closure = { close_code: { __rl: true, mode: 'value', value: 'successful' }, close_notes: 'Done' };

/** A change request about which the signed-in administrator is asked. */
export const asked =
	(parameters: Record<string, unknown> = {}): Maker =>
	(stage) => {
		const sysapproval = id(stage, 'change_request', { active: 'true' });
		const approver = id({ ...stage, nth: 0 }, 'sys_user', { user_name: 'admin' });
		stage.emulator.store.put('sysapproval_approver', {
			...{ sysapproval, document_id: sysapproval, source_table: 'change_request' },
			...{ approver, state: 'requested' },
		});
		return { parameters: { record: by('id', sysapproval), ...parameters } };
	};

export const change = (parameters: Record<string, unknown> = {}) =>
	on('change_request', parameters, { active: 'true' });
export const form = { short_description: 'An example' };
