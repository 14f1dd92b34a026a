import type { N8nClient } from './client.mts';
import type { Workflow, WorkflowNode } from './workflow.mts';

const METHODS: Record<string, string> = { create: 'getColumnsToCreate', update: 'getColumnsToUpdate' };

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

async function filled(client: N8nClient, node: WorkflowNode): Promise<WorkflowNode> {
	const { fields, operation } = node.parameters;
	const method = METHODS[String(operation)];
	if (method === undefined || !isObject(fields) || !isObject(fields.value)) return node;
	const used = new Set(Object.keys(fields.value));
	const columns = await client.mapperFields(node, 'fields', method);
	// The form shows the columns in use; the others wait behind its "Add field".
	const schema = columns.map((column) => ({ ...column, removed: !used.has(column.id) }));
	return { ...node, parameters: { ...node.parameters, fields: { ...fields, schema } } };
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
