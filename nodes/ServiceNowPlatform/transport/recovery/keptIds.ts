import { sysIdIn } from '../../domain/api/expectation';
import { type ApiRequest, type ApiResponse, isObject, resultOf } from '../../domain/api/request';

/** Whether the instance gives new records the ids that were chosen for them, by what it has answered so far. */
export class KeptIds {
	private readonly keeps = new Map<string, boolean>();

	saw({ creates }: ApiRequest, response: ApiResponse): void {
		const result = resultOf(response);
		if (creates === undefined || !isObject(result)) return;
		const answered = sysIdIn(result)?.toLowerCase();
		if (answered === undefined || answered === '') return;
		const isKept = answered === creates.sys_id.toLowerCase();
		// Once is enough: what is true of one insert may be true of any other of the table.
		if (!isKept || !this.keeps.has(creates.table)) this.keeps.set(creates.table, isKept);
	}

	/** Undefined while nothing is known. */
	of(table: string): boolean | undefined {
		return this.keeps.get(table);
	}
}
