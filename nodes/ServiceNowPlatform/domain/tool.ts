/** Whether the node runs as the tool of an AI agent; n8n makes such a node a type of its own. */
export function isTool({ type }: { type: string }): boolean {
	return type.endsWith('Tool');
}
