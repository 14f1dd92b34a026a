import { randomFillSync } from 'node:crypto';
import { closeSync, existsSync, openSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Task } from '../task.mts';

const CHUNK = 1024 * 1024;

export const LISTED_FIELDS = ['sys_id', 'number', 'short_description', 'state', 'priority'];

/** Of rows that come and go while a list is read. */
export const PASSING = 'Comes and goes';

/** How many rows are there that stay. @throws where one has come twice */
export function staying(rows: Array<{ sys_id?: unknown; short_description?: unknown }>): number {
	if (new Set(rows.map(({ sys_id }) => sys_id)).size < rows.length) throw new Error('A row has come twice.');
	return rows.filter(({ short_description }) => short_description !== PASSING).length;
}

export type Incident = ReturnType<typeof newIncident>;

export const newIncident = (index: number) => ({
	short_description: `Measured ${index}`,
	description: 'Made to see how long it takes',
	impact: '2',
	urgency: '3',
	category: 'hardware',
});

export const newIncidents = (count: number): Incident[] =>
	Array.from({ length: count }, (_, index) => newIncident(index));

/** Every other one exists; all of them are told by their number. */
export const toUpsert = ({ records, run }: Task): Array<Incident & { number: string }> =>
	records.map(({ number }, index) => ({
		...newIncident(index),
		number: index % 2 === 0 ? number : `INC9${run}${String(index).padStart(5, '0')}`,
	}));

/** A file of this size with content that cannot be compressed. */
export async function fileOf(size: number): Promise<string> {
	const file = path.join(tmpdir(), `servicenow-bench-${size}.bin`);
	if (existsSync(file) && statSync(file).size === size) return file;
	const handle = openSync(file, 'w');
	const chunk = randomFillSync(Buffer.alloc(CHUNK));
	for (let written = 0; written < size; written += CHUNK) writeSync(handle, chunk, 0, Math.min(CHUNK, size - written));
	closeSync(handle);
	return file;
}
