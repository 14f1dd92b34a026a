import type { NodeOptions, NodeRun } from './n8n/n8n.mts';
import { by, type Stage } from './instance.mts';

export const CATALOG = {
	LAPTOP: '04b7e94b4f7b4200086eeed18110c7fd',
	PHONE: '0d08837237153000158bbfc8bcbe5d02',
	TABLET: '060f3afa3731300054b6a3549dbe5d3e',
	PRODUCER: '3f1dd0320a0a0b99000a53f7604a2ef9',
	GUIDE: '6690750f4f7b4200086eeed18110c761',
	SERVICE_CATALOG: 'e0d08b13c3330100c8b837659bba8fb4',
	HARDWARE: 'd258b953c611227a0146101fb1be7c31',
};

/** What was answered for a requested item, by the names of its variables. */
export function answersOf({ emulator: { store } }: Stage, request_item: string): Record<string, string> {
	return Object.fromEntries(
		store.find('sc_item_option_mtom', { request_item }).map(({ sc_item_option = '' }) => {
			const { item_option_new = '', value = '' } = store.one('sc_item_option', { sys_id: sc_item_option }) ?? {};
			return [store.one('item_option_new', { sys_id: item_option_new })?.name ?? '', value];
		}),
	);
}

/** The rows of a multi-row variable set. */
export function rowsOf({ emulator: { store } }: Stage, parent_id: string): Array<Record<string, string>> {
	const rows: Array<Record<string, string>> = [];
	for (const { item_option_new = '', row_index, value = '' } of store.find('sc_multi_row_question_answer', {
		parent_id,
	})) {
		const name = store.one('item_option_new', { sys_id: item_option_new })?.name ?? '';
		rows[Number(row_index) - 1] = { ...rows[Number(row_index) - 1], [name]: value };
	}
	return rows;
}

/** Runs an operation of the catalog. */
export async function runCatalog(
	stage: Stage,
	operation: string,
	parameters: Record<string, unknown> = {},
	options: NodeOptions = {},
): Promise<NodeRun> {
	return await stage.n8n.run({ resource: 'catalog', operation, output: 'simplified', ...parameters } as never, options);
}

/** The same, where it has to succeed. */
export async function done(run: Promise<NodeRun>): Promise<Array<Record<string, unknown>>> {
	const { json, error } = await run;
	if (error) throw error;
	return json;
}

/** Answers to a form, given by name. */
export const answers = (value: Record<string, unknown>) => ({
	variablesMode: 'json',
	variablesJson: JSON.stringify(value),
});

/** Orders an item by its name. @returns the requested item */
export async function requestedItem(
	stage: Stage,
	name: string,
	variables: Record<string, unknown>,
): Promise<{ sys_id: string; number: string }> {
	const [order] = await done(
		runCatalog(stage, 'orderNow', { item: by('name', name), quantity: 1, ...answers(variables) }),
	);
	const [item] = order?.items as Array<{ sys_id: string; number: string }>;
	if (item === undefined) throw new Error(`Nothing was ordered: ${JSON.stringify(order)}`);
	return item;
}
