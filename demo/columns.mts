import type { N8nClient } from './rest.mts';
import type { Workflow, WorkflowNode } from './workflow.mts';

const METHODS: Record<string, string> = { create: 'getColumnsToCreate', update: 'getColumnsToUpdate' };

type Column = Record<string, unknown>;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

async function filled(client: N8nClient, node: WorkflowNode): Promise<WorkflowNode> {
	const { fields, operation } = node.parameters;
	const method = METHODS[String(operation)];
	if (method === undefined || !isObject(fields) || !isObject(fields.value)) return node;
	const { value } = fields;
	const columns = await client.mapperFields(node, 'fields', method);
	// The form shows the columns in use and the required ones; the others wait behind its "Add field". A required column
	// that is left empty is null: one without any value keeps n8n from running the workflow.
	const isShown = ({ id, required }: Column) => required === true || Object.hasOwn(value, String(id));
	const schema = columns.map((column) => ({ ...column, removed: !isShown(column) }));
	const empty = Object.fromEntries(columns.filter(isShown).map(({ id }) => [String(id), null]));
	return { ...node, parameters: { ...node.parameters, fields: { ...fields, schema, value: { ...empty, ...value } } } };
}

/**
 * Gives the forms of a workflow all columns of the instance, as the editor does when somebody adds the node by hand. The
 * example files carry the columns they use only, which makes the editor offer to refresh them.
 */
export async function withColumns(client: N8nClient, workflow: Workflow): Promise<Workflow> {
	const nodes: WorkflowNode[] = [];
	for (const node of workflow.nodes) nodes.push(await filled(client, node));
	return { ...workflow, nodes };
}
