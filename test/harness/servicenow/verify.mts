import type { Instance } from './instance.mts';
import type { Workflow } from '../n8n/workflow.mts';

/** Journal fields keep nothing in the record: each entry is a row of its own. */
const JOURNALS: ReadonlySet<string> = new Set(['comments', 'work_notes']);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The columns and values that a node of a workflow writes. */
export function sentBy(workflow: Workflow, nodeName: string): Record<string, string> {
	const found = workflow.nodes.find(({ name }) => name === nodeName);
	const fields = found?.parameters.fields;
	if (!isObject(fields) || !isObject(fields.value)) {
		throw new Error(`Node "${nodeName}" of workflow "${workflow.name}" maps no fields.`);
	}
	return Object.fromEntries(Object.entries(fields.value).map(([column, value]) => [column, String(value)]));
}

async function stored(instance: Instance, sysId: string, column: string, record: Record<string, unknown>) {
	if (!JOURNALS.has(column)) return [record[column]];
	const entries = await instance.rows('sys_journal_field', `element_id=${sysId}^element=${column}`);
	return entries.map(({ value }) => value);
}

/** Compares what was sent, as it is stored or as people see it, with what ServiceNow has; names every difference. */
export async function differences(
	instance: Instance,
	table: string,
	sysId: string,
	sent: Record<string, string>,
): Promise<string[]> {
	const [record, shown] = [await instance.record(table, sysId), await instance.shown(table, sysId)];
	const found: string[] = [];
	for (const [column, value] of Object.entries(sent)) {
		const values = await stored(instance, sysId, column, record);
		if (![...values, shown[column]].includes(value))
			found.push(`${column}: sent "${value}", stored ${JSON.stringify(values)}`);
	}
	return found;
}
