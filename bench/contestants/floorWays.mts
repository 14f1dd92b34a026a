import { createReadStream } from 'node:fs';
import type { Access, Task, Ways } from '../task.mts';
import { FloorClient, LANES } from './floorClient.mts';
import { fileOf, LISTED_FIELDS, newIncidents, staying, toUpsert } from './material.mts';

const PLAIN = 'sysparm_exclude_reference_link=true';
const FAST = `${PLAIN}&sysparm_no_count=true&sysparm_suppress_pagination_header=true`;
const INCIDENTS = '/api/now/table/incident';
/** Rows of a page: as many as the instance hands out at once. */
const PAGE = 10_000;
const DIGITS = 8;

const incident = (sys_id: unknown) => `${INCIDENTS}/${String(sys_id)}?${PLAIN}`;
const numbered = (number: string) => `${INCIDENTS}?${FAST}&sysparm_limit=2&sysparm_query=number%3D${number}`;

/** What can be reached at all, by a client that does nothing but send, read and check ids. */
export async function floorWays(access: Access): Promise<Ways> {
	const floor = await FloorClient.signIn(access);
	return { ...recordWays(floor), ...listWays(floor), ...fileWays(floor) };
}

/** Each answer belongs to the record that was asked for. */
function checked(answers: unknown[], expected?: Task['records']): number {
	for (const [index, answer] of answers.entries()) {
		const { sys_id } = [answer].flat()[0] as { sys_id?: string };
		if (sys_id === undefined || (expected && sys_id !== expected[index]?.sys_id))
			throw new Error(`${index}: ${sys_id}`);
	}
	return answers.length;
}

function recordWays(floor: FloorClient): Ways {
	return {
		async create({ items }) {
			const url = `${INCIDENTS}?${PLAIN}`;
			return checked(await floor.all(newIncidents(items).map((body) => ({ method: 'POST', url, body }))));
		},
		async get({ records }) {
			const asked = records.map(({ number }) => ({ method: 'GET', url: numbered(number) }));
			return checked(await floor.all(asked), records);
		},
		async update({ records }) {
			const body = { impact: '2' };
			const sent = records.map(({ sys_id }) => ({ method: 'PATCH', url: incident(sys_id), body }));
			return checked(await floor.all(sent), records);
		},
		async upsert(task) {
			const wanted = toUpsert(task);
			const found = await floor.all(wanted.map(({ number }) => ({ method: 'GET', url: numbered(number) })));
			const writes = wanted.map((body, index) => {
				const [existing] = found[index] as Array<{ sys_id: string }>;
				return existing === undefined
					? { method: 'POST', url: `${INCIDENTS}?${PLAIN}`, body }
					: { method: 'PATCH', url: incident(existing.sys_id), body };
			});
			return checked(await floor.all(writes));
		},
		async delete({ records }) {
			return (await floor.all(records.map(({ sys_id }) => ({ method: 'DELETE', url: incident(sys_id) })))).length;
		},
		async atOnce({ items }) {
			const url = `${INCIDENTS}?${PLAIN}`;
			const one = async () => await floor.all(newIncidents(1).map((body) => ({ method: 'POST', url, body })));
			return (await Promise.all(Array.from({ length: items }, one))).length;
		},
	};
}

function listWays(floor: FloorClient): Ways {
	const few = `&sysparm_fields=${LISTED_FIELDS.join(',')}`;
	return {
		list: async ({ table, items }) => (await listByKey(floor, `/api/now/table/${table}?${FAST}${few}`, items)).length,
		listMoving: async ({ table, items }) =>
			staying(await listByKey(floor, `/api/now/table/${table}?${FAST}${few}`, items)),
		listAllFields: async ({ table, items }) =>
			(await listByKey(floor, `/api/now/table/${table}?${FAST}`, items)).length,
		listSorted: async ({ table }) => await listByOffset(floor, `/api/now/table/${table}?${FAST}${few}`),
		userPicker: async () =>
			(
				await floor.rows(
					`/api/now/table/sys_user?${FAST}&sysparm_fields=sys_id,name,email&sysparm_limit=100&sysparm_query=active%3Dtrue%5EORDERBYname`,
				)
			).length,
	};
}

/** It knows how many rows there are, and reads as many ranges of ids at once as it has lanes. */
async function listByKey(floor: FloorClient, address: string, rows: number): Promise<object[]> {
	const shares = rows <= PAGE / 10 ? 1 : Math.max(LANES, Math.ceil((rows * 1.1) / PAGE));
	const left = Array.from({ length: shares }, (_, nth) => nth).values();
	const pages: object[][] = [];
	const worker = async (): Promise<void> => {
		for (const nth of left) pages[nth] = await readShare(floor, address, [edge(nth, shares), edge(nth + 1, shares)]);
	};
	await Promise.all(Array.from({ length: LANES }, worker));
	return pages.flat();
}

function edge(nth: number, shares: number): string {
	if (nth === 0 || nth === shares) return '';
	const place = Math.floor((16 ** DIGITS * nth) / shares);
	return place.toString(16).padStart(DIGITS, '0').padEnd(32, 'f');
}

async function readShare(floor: FloorClient, address: string, [from, to]: [string, string]): Promise<object[]> {
	const rows: object[] = [];
	for (let last = from; ; ) {
		const bounds = [...(last === '' ? [] : [`sys_id>${last}`]), ...(to === '' ? [] : [`sys_id<=${to}`])];
		const query = [...bounds, 'ORDERBYsys_id'].join('^');
		const page = await floor.rows(`${address}&sysparm_limit=${PAGE}&sysparm_query=${encodeURIComponent(query)}`);
		rows.push(...page);
		if (page.length < PAGE) return rows;
		last = String(page.at(-1)?.sys_id);
	}
}

async function listByOffset(floor: FloorClient, address: string): Promise<number> {
	const query = encodeURIComponent('ORDERBYpriority^ORDERBYsys_id');
	for (let offset = 0; ; offset += PAGE) {
		const page = await floor.rows(`${address}&sysparm_limit=${PAGE}&sysparm_offset=${offset}&sysparm_query=${query}`);
		if (page.length < PAGE) return offset + page.length;
	}
}

function fileWays(floor: FloorClient): Ways {
	return {
		async upload({ records, fileSize }) {
			const target = `table_name=incident&table_sys_id=${records[0]?.sys_id}&file_name=floor.bin`;
			const { body, statusCode } = await floor.send('POST', `/api/now/attachment/file?${target}`, {
				headers: { 'content-type': 'application/octet-stream', 'content-length': String(fileSize) },
				body: createReadStream(await fileOf(fileSize)),
			});
			await body.dump();
			return statusCode === 201 ? fileSize : 0;
		},
		async download({ attachment }) {
			const { body } = await floor.send('GET', `/api/now/attachment/${attachment}/file`);
			let size = 0;
			for await (const chunk of body) size += (chunk as Buffer).length;
			return size;
		},
	};
}
