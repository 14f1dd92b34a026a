/** What can be measured. The same is done by every contestant that can. */
export const WAYS = [
	'create',
	'get',
	'update',
	'updateUnbridled',
	'upsert',
	'delete',
	'list',
	'listAllFields',
	'listSorted',
	'listMoving',
	'tablePicker',
	'userPicker',
	'recordPicker',
	'columnPicker',
	'createForm',
	'upload',
	'download',
	'atOnce',
] as const;
export type Way = (typeof WAYS)[number];

/** In a process of its own on n8n-core; `floor` is a client without n8n. */
export const WORKERS = ['floor', 'node', 'built-in'] as const;
export type Worker = (typeof WORKERS)[number];

/** The same nodes in a real n8n. */
export const HOSTED = ['node in n8n', 'built-in in n8n'] as const;
export type Hosted = (typeof HOSTED)[number];

export type Contestant = Worker | Hosted;
export const CONTESTANTS: readonly Contestant[] = [...WORKERS, ...HOSTED];

export interface RecordKey {
	number: string;
	sys_id: string;
}

/** Where work is done, and as whom. */
export interface Access {
	url: string;
	user: { user_name: string; password: string };
	client: { client_id: string; client_secret: string };
	/** Where n8n is installed, for the node that is built into it. */
	n8nFolder: string;
}

/** One piece of work, to be done once. */
export interface Task {
	way: Way;
	/** Records to write or to get one by one; executions at once. */
	items: number;
	/** To be listed. */
	table: string;
	/** Incidents that exist, as many as `items`; no other piece of work deletes them. */
	records: RecordKey[];
	/** Different in every run. */
	run: string;
	/** Bytes. */
	fileSize: number;
	/** To be downloaded. */
	attachment: string;
}

/** Does a piece of work. @returns how many records, entries, or bytes came of it */
export type Ways = Partial<Record<Way, (task: Task) => Promise<number>>>;
