import { randomUUID } from 'node:crypto';

export interface CredentialReference {
	id: string;
	name: string;
}

/** A credential of an n8n and the name of its type. */
export interface Credential extends CredentialReference {
	type: string;
}

export interface WorkflowNode {
	id?: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, CredentialReference>;
	onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	[more: string]: unknown;
}

/** A workflow in the form that n8n exports, imports and stores. */
export interface Workflow {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
}

const GRID = 220;

export function node(
	name: string,
	type: string,
	parameters: Record<string, unknown> = {},
	more: Partial<WorkflowNode> = {},
): WorkflowNode {
	return { id: randomUUID(), name, type, typeVersion: 1, position: [0, 0], parameters, ...more };
}

export const manualTrigger = (): WorkflowNode => node('Start', 'n8n-nodes-base.manualTrigger');

/** A workflow of nodes one after the other. */
export function chain(name: string, ...nodes: WorkflowNode[]): Workflow {
	const connections: Record<string, unknown> = {};
	nodes.forEach((current, index) => {
		const next = nodes[index + 1];
		if (next) connections[current.name] = { main: [[{ node: next.name, type: 'main', index: 0 }]] };
	});
	const placed = nodes.map((each, index): WorkflowNode => ({ ...each, position: [index * GRID, 0] }));
	return { name, nodes: placed, connections, settings: { executionOrder: 'v1' } };
}

/**
 * Makes every node that signs in to ServiceNow use a credential of this n8n: an exported workflow names the credentials
 * of the n8n it came from. The node's Authentication parameter holds the credential's type.
 */
export function withCredential(workflow: Workflow, { id, name, type }: Credential): Workflow {
	const nodes = workflow.nodes.map((each): WorkflowNode => {
		if (!each.credentials) return each;
		const parameters = { ...each.parameters, authentication: type };
		return { ...each, parameters, credentials: { [type]: { id, name } } };
	});
	return { ...workflow, nodes };
}

/** Puts a node between another one and all that follows it. */
export function insertAfter(workflow: Workflow, name: string, inserted: WorkflowNode): Workflow {
	const before = workflow.nodes.find((each) => each.name === name);
	if (!before) throw new Error(`Workflow "${workflow.name}" has no node "${name}".`);
	const [x, y] = before.position;
	const placed: WorkflowNode = { ...inserted, position: [x, y + GRID] };
	return {
		...workflow,
		nodes: [...workflow.nodes, placed],
		connections: {
			...workflow.connections,
			[name]: { main: [[{ node: inserted.name, type: 'main', index: 0 }]] },
			[inserted.name]: workflow.connections[name],
		},
	};
}
