import { createReadStream } from 'node:fs';
import { FloorClient } from './floorClient.mts';
import type { Assignment, Ways } from './job.mts';
import { fieldsOfList, fileOf, newIncident } from './material.mts';

const PAGE = 10_000;
const PLAIN = 'sysparm_exclude_reference_link=true';
const LIST = `/api/now/table/incident?${PLAIN}&sysparm_no_count=true&sysparm_suppress_pagination_header=true&sysparm_limit=${PAGE}&sysparm_fields=${fieldsOfList.join(',')}`;

/** What can be reached at all, by a client that does nothing but send and read. */
export async function floorWays({ url, client, items, records, fileSize, attachment }: Assignment): Promise<Ways> {
	const floor = await FloorClient.signIn(url, client);
	const some = records.slice(0, items).map(({ sys_id }) => `/api/now/table/incident/${sys_id}?${PLAIN}`);
	const created = Array.from({ length: items }, (_, index) => newIncident(index));
	return {
		create: async () =>
			await floor.inBatches(created.map((body) => ({ method: 'POST', url: `/api/now/table/incident?${PLAIN}`, body }))),
		get: async () => await floor.inBatches(some.map((path) => ({ method: 'GET', url: path }))),
		update: async () =>
			await floor.inBatches(some.map((path) => ({ method: 'PATCH', url: path, body: { impact: '2' } }))),
		list: async () => await list(floor),
		async upload() {
			const target = `table_name=incident&table_sys_id=${records[0]?.sys_id}&file_name=floor.bin`;
			const { body, statusCode } = await floor.send('POST', `/api/now/attachment/file?${target}`, {
				headers: { 'content-type': 'application/octet-stream', 'content-length': String(fileSize) },
				body: createReadStream(await fileOf(fileSize)),
			});
			await body.dump();
			return statusCode === 201 ? fileSize : 0;
		},
		async download() {
			const { body } = await floor.send('GET', `/api/now/attachment/${attachment}/file`);
			let size = 0;
			for await (const chunk of body) size += (chunk as Buffer).length;
			return size;
		},
	};
}

async function list(floor: FloorClient): Promise<number> {
	let rows = 0;
	for (let last = ''; ; ) {
		const query = `${last === '' ? '' : `sys_id>${last}^`}ORDERBYsys_id`;
		const page = await floor.rows(`${LIST}&sysparm_query=${encodeURIComponent(query)}`);
		rows += page.length;
		if (page.length < PAGE) return rows;
		last = page.at(-1)?.sys_id ?? '';
	}
}
