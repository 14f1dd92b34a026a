/** What is measured. The same jobs are done by every contestant that can. */
export const JOBS = ['create', 'get', 'update', 'list', 'upload', 'download'] as const;
export type Job = (typeof JOBS)[number];

export const CONTESTANTS = ['floor', 'package', 'built-in'] as const;
export type Contestant = (typeof CONTESTANTS)[number];

/** Handed to a worker process as JSON. */
export interface Assignment {
	job: Job;
	contestant: Contestant;
	/** Of the emulator. */
	url: string;
	user: { user_name: string; password: string };
	client: { client_id: string; client_secret: string };
	/** Records to write or to get one by one. */
	items: number;
	/** Incidents that exist already, by number and sys_id, at least `items`. */
	records: Array<{ number: string; sys_id: string }>;
	/** Bytes of the file. */
	fileSize: number;
	/** Attachment to download. */
	attachment: string;
	/** Where n8n is installed, for the node that is built into it. */
	n8nFolder: string;
}

/** What a worker measured. */
export interface Result {
	milliseconds: number;
	/** Results of the job: records written or read, bytes moved. */
	done: number;
	/** Most memory beyond what the process had before, in bytes. */
	memory: number;
}

/** A contestant's ways to do the jobs; what comes before the job itself is not measured. */
export type Ways = Partial<Record<Job, () => Promise<number>>>;
