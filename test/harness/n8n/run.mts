import { parseFlatted } from './flatted.mts';

/** What a node or a workflow failed with, as n8n keeps it. */
export interface RunError {
	message: string;
	description?: string | null;
	httpCode?: string | null;
	name?: string;
}

export interface NodeRun {
	error?: RunError;
	data?: { main?: Array<Array<{ json: Record<string, unknown>; pairedItem?: unknown }> | null> };
}

interface StoredRun {
	resultData?: { error?: RunError; lastNodeExecuted?: string; runData?: Record<string, NodeRun[]> };
}

/** The record that GET /rest/executions/:id answers with. */
export interface ExecutionRecord {
	id: string;
	status: string;
	startedAt: string;
	stoppedAt?: string | null;
	data?: string | StoredRun;
}

/** A finished run of a workflow, made readable. */
export interface Run {
	id: string;
	status: string;
	ms: number;
	error: RunError | undefined;
	lastNode: string | undefined;
	/** What came of each node, as n8n takes it back to go on from there. */
	runData: Record<string, NodeRun[]>;
	/** What a node put out: the json of its items on one of its outputs. */
	items(node: string, output?: number): Array<Record<string, unknown>>;
	nodeError(node: string): RunError | undefined;
}

const FINISHED: ReadonlySet<string> = new Set(['success', 'error', 'crashed', 'canceled']);

function storedRun({ data }: ExecutionRecord): StoredRun | undefined {
	if (typeof data !== 'string') return data;
	return data === '' ? undefined : (parseFlatted(data) as StoredRun | undefined);
}

/** The run, or undefined while it goes on: n8n 1 shows the final status a moment before it has stored the data. */
export function readRun(record: ExecutionRecord): Run | undefined {
	const stored = storedRun(record);
	if (!FINISHED.has(record.status) || stored?.resultData === undefined) return undefined;
	const { error, lastNodeExecuted, runData = {} } = stored.resultData;
	const last = (node: string): NodeRun | undefined => runData[node]?.at(-1);
	return {
		id: record.id,
		status: record.status,
		ms: record.stoppedAt ? Date.parse(record.stoppedAt) - Date.parse(record.startedAt) : 0,
		error,
		lastNode: lastNodeExecuted,
		runData,
		items: (node, output = 0) => (last(node)?.data?.main?.[output] ?? []).map((item) => item.json),
		nodeError: (node) => last(node)?.error,
	};
}
