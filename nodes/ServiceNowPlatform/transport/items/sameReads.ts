import type { ApiRequest } from '../../domain/api/request';
import type { Pending, Task } from '../recovery/pending';

/** Reads that are under way: whoever asks the very same gets the same answer. */
export class SameReads {
	private readonly underWay = new Map<string, Pending>();

	/** What is to be sent for the task; undefined where another has asked already. */
	joined(request: ApiRequest, task: Task): Pending | undefined {
		const key = keyOf(request);
		const same = key === undefined ? undefined : this.underWay.get(key);
		if (same !== undefined) return void same.tasks.push(task);
		const pending = { request, tasks: [task] };
		if (key !== undefined) this.underWay.set(key, pending);
		return pending;
	}

	ended(request: ApiRequest): void {
		const key = keyOf(request);
		if (key !== undefined) this.underWay.delete(key);
	}
}

function keyOf({ method, path, query, headers, fresh }: ApiRequest): string | undefined {
	return method === 'GET' && fresh !== true ? JSON.stringify([path, query, headers]) : undefined;
}
