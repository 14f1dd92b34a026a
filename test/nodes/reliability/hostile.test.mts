import '../../support/process/pauses.mts';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { HostileServer, type Trick } from '../../support/servers/hostile.mts';
import { by, mapped } from '../../support/instance.mts';
import { N8n } from '../../support/n8n/n8n.mts';

const server = new HostileServer();
const n8n = new N8n();
beforeAll(async () => {
	const instance = await server.listen();
	await n8n.signIn(
		{ instance, method: 'basic', username: 'somebody', password: 'S3cret-word-of-mine' },
		'serviceNowPlatformApi',
	);
});
afterAll(async () => await server.close());

const MOST_REQUESTS = 120;
/** Words that n8n or Node would say, and nobody understands. */
const RAW =
	/is not a function|Cannot read|undefined|\[object|Maximum call stack|of null|is not iterable|Unexpected token/;

type Batch = { serviced_requests: Array<Record<string, unknown>>; unserviced_requests: unknown[] };

const on = (kind: 'POST' | 'GET' | 'batch', nth: number, trick: Trick): Trick =>
	function tricked(asked, work, response) {
		const isMeant = (asked.isBatch ? 'batch' : asked.method) === kind && (nth === 0 || asked.nth === nth);
		return isMeant ? trick(asked, work, response) : undefined;
	};
const first = (trick: Trick): Trick =>
	function tricked(asked, work, response) {
		return asked.method === 'POST' && asked.nth === 1 ? trick(asked, work, response) : undefined;
	};
/** The real answer of the first write, bent. */
const bent = (bend: (body: never) => unknown, headers = {}) =>
	first((_, work) => {
		const reply = work();
		return { ...reply, headers, body: bend(structuredClone(reply.body) as never) };
	});
/** The parts of the first Batch answer, bent. */
const parts = (bend: (answer: Batch) => unknown) =>
	on('batch', 1, (_, work) => ({ status: 200, body: bend(work().body as Batch) }));
const part = (bend: (one: Record<string, unknown>, nth: number) => Record<string, unknown>) =>
	parts((answer) => ({ ...answer, serviced_requests: answer.serviced_requests.map(bend) }));
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');
const REFUSED = { status_code: 403, body: base64({ error: { message: 'Operation Failed', detail: '' } }) };
const page = (title: string) => Buffer.from(`<html><title>${title}</title></html>`).toString('base64');
const raw = (bytes: string | Buffer, headers: Record<string, string> = {}, status = 201): Trick =>
	first((_, work, response) => {
		work();
		response.writeHead(status, { 'content-type': 'application/json', ...headers });
		response.end(bytes);
		return 'answered';
	});
const status = (code: number, headers = {}) => first((_, work) => ({ ...work(), status: code, headers }));

const CREATES: Record<string, Trick> = {
	'a record of another sys_id': bent(({ result }: { result: object }) => ({
		result: { ...result, sys_id: 'f'.repeat(32) },
	})),
	'a sys_id in capitals': bent(({ result }: { result: { sys_id: string } }) => ({
		result: { ...result, sys_id: result?.sys_id?.toUpperCase() },
	})),
	'a list of one record': bent(({ result }: { result: object }) => ({ result: [result] })),
	'a text in place of the record': bent(() => ({ result: 'done' })),
	'null in place of the record': bent(() => ({ result: null })),
	'a record without a sys_id': bent(() => ({ result: { number: 'INC1' } })),
	'an error beside the result': bent((body: object) => ({
		...body,
		error: { message: 'Half of it', detail: 'failed' },
	})),
	'an error that is text': bent((body: object) => ({ ...body, error: 'Half of it' })),
	'JSON with a byte order mark': bent((body) => `\ufeff${JSON.stringify(body)}`),
	'JSON twice': bent((body) => JSON.stringify(body) + JSON.stringify(body)),
	'JSON in XML': bent(() => '<result><sys_id>1</sys_id></result>'),
	'an empty page': bent(() => '<html></html>'),
	'ten thousand blanks': bent(() => ' '.repeat(10_000)),
	'a title without an end': bent(() => `<html><title>${' '.repeat(200_000)}`),
	'100,000 brackets': bent(() => '['.repeat(100_000)),
	'gzip that is none': raw('{"result":{}}', { 'content-encoding': 'gzip' }),
	'gzip that breaks off': raw(gzipSync(JSON.stringify({ result: { sys_id: 'x'.repeat(500) } })).subarray(0, 20), {
		'content-encoding': 'gzip',
	}),
	'deflate without a head': raw(deflateRawSync('{"result":{}}'), { 'content-encoding': 'deflate' }),
	'an unknown encoding': raw('xyz', { 'content-encoding': 'zstd-of-mine' }),
	'more than its length': raw('{"result":{}}trailing', { 'content-length': '13' }),
	'less than its length': raw('{"result":{}}', { 'content-length': '100000' }),
	'a status of 299': status(299),
	'a status of 207': status(207),
	'a status of 303': status(303, { location: '/incident.do' }),
	'a status of 304': status(304),
	'a status of 408': status(408),
	'a status of 460': status(460),
	'a status of 499': status(499),
	'a status of 520': status(520),
	'a status of 599': status(599),
	'a head of 100 kB': first((_, work, response) => {
		work();
		response.writeHead(201, { 'x-long': 'x'.repeat(100_000) }).end('{}');
		return 'answered';
	}),
	'no head at all': first((_, work, response) => {
		work();
		response.socket?.end('\r\n\r\n');
		return 'answered';
	}),
	'another protocol': first((_, work, response) => {
		work();
		response.socket?.end('SSH-2.0-OpenSSH_9.0\r\n');
		return 'answered';
	}),
	'escapes in its words': first(() => ({
		status: 400,
		body: { error: { message: 'Evil \u001b[31m\r\nSet-Cookie: x\u0000', detail: '\u2028' }, status: 'failure' },
	})),
	'a megabyte of words': first(() => ({
		status: 400,
		body: { error: { message: 'x'.repeat(1_000_000), detail: {} } },
	})),
	'an envelope of numbers': first(() => ({ status: 500, body: { error: 5, status: [] } })),
	'a Retry-After of 1e400': first(() => ({ status: 429, headers: { 'retry-after': '1e400' }, body: {} })),
	'a Retry-After of two times': first(() => ({ status: 429, headers: { 'retry-after': '1, 2' }, body: {} })),
	'a Retry-After of the past': first(() => ({
		status: 429,
		headers: { 'retry-after': 'Wed, 21 Oct 1999 07:28:00 GMT' },
		body: {},
	})),
	'429 and 503 in turn': (asked) =>
		asked.method === 'POST' && asked.nth <= 3 ? { status: asked.nth % 2 === 1 ? 429 : 503, body: {} } : undefined,
	'the work, then silence of the look': (asked, work, response) => {
		if (asked.method === 'POST' && asked.nth === 1) {
			work();
			response.destroy();
			return 'answered';
		}
		return asked.method === 'GET' ? { status: 500, body: {} } : undefined;
	},
	'the work, then a look that lies': (asked, work, response) => {
		if (asked.method === 'POST' && asked.nth === 1) {
			work();
			response.destroy();
			return 'answered';
		}
		return asked.method === 'GET' ? { status: 200, body: { result: [{ sys_id: 'a'.repeat(32) }] } } : undefined;
	},
};

const BATCHES: Record<string, Trick> = {
	'ids as numbers': part((one) => ({ ...one, id: Number(one.id) })),
	'each answer twice': parts((answer) => ({
		...answer,
		serviced_requests: [...answer.serviced_requests, ...answer.serviced_requests],
	})),
	'two answers that contradict each other': parts((answer) => ({
		...answer,
		serviced_requests: [
			...answer.serviced_requests,
			...answer.serviced_requests.map((one) => ({ ...one, ...REFUSED })),
		],
	})),
	'all answers for the first': part((one) => ({ ...one, id: '0' })),
	redirects: part((one) => ({ ...one, status_code: 302, body: '' })),
	'login pages': part((one) => ({ ...one, status_code: 200, body: page('Log in') })),
	'answers in another order': parts((answer) => ({
		...answer,
		serviced_requests: answer.serviced_requests.toReversed(),
	})),
	'the ids of two swapped': part((one, nth) => ({ ...one, id: String(nth === 0 ? 1 : nth === 1 ? 0 : nth) })),
	'an answer to a request that was none': parts((answer) => ({
		...answer,
		serviced_requests: [...answer.serviced_requests, { id: '99', status_code: 201 }],
	})),
	'the same as serviced and as not begun': parts((answer) => ({ ...answer, unserviced_requests: ['0', '1', '2'] })),
	'bodies that are no base64': part((one) => ({ ...one, body: Buffer.from(String(one.body), 'base64').toString() })),
	'bodies that are objects': part((one) => ({
		...one,
		body: JSON.parse(Buffer.from(String(one.body), 'base64').toString()) as object,
	})),
	'states as text': part((one) => ({ ...one, status_code: String(one.status_code) })),
	'no states': part(({ id, body }) => ({ id, body })),
	'states of 0': part((one) => ({ ...one, status_code: 0 })),
	'empty bodies': part((one) => ({ ...one, body: '' })),
	'bodies of other records': part((one) => ({ ...one, body: base64({ result: { sys_id: 'e'.repeat(32) } }) })),
	'202 for each': part((one) => ({ ...one, status_code: 202 })),
	'401 for one': part((one, nth) => (nth === 1 ? { id: one.id, status_code: 401, body: '' } : one)),
	'429 for one': part((one, nth) => (nth === 1 ? { id: one.id, status_code: 429, body: '' } : one)),
	'null among the answers': parts((answer) => ({
		...answer,
		serviced_requests: [null, ...answer.serviced_requests.slice(1)],
	})),
	'an answer within a result': parts((answer) => ({ result: answer })),
	'a list': parts((answer) => [answer]),
	'texts for lists': parts(() => ({ serviced_requests: 'all', unserviced_requests: 'none' })),
	'lists that are objects': parts(({ serviced_requests }) => ({
		serviced_requests: { ...serviced_requests },
		unserviced_requests: {},
	})),
	'201 without a body': on('batch', 1, (_, work) => ({ status: work() && 201 })),
	'403 behind the work': on('batch', 1, (_, work) => ({ ...work(), status: 403, body: {} })),
};

const create = {
	resource: 'incident',
	operation: 'create',
	fields: mapped({ short_description: '={{ $json.title }}' }),
};
const titles = (count: number) => Array.from({ length: count }, (_, nth) => ({ title: `hostile ${nth}` }));

/** What may never be, whatever the server does. */
async function attempt(parameters: Record<string, unknown>, items: Array<{ title: string }>) {
	const run = await n8n.run(parameters as never, { items, settings: { onError: 'continueRegularOutput' } });
	expect(run.json).toHaveLength(items.length);
	expect(server.requests).toBeLessThanOrEqual(MOST_REQUESTS);
	for (const { error, message } of run.json) {
		if (error === undefined) continue;
		expect(String(error)).not.toMatch(RAW);
		expect(`${String(error)}${String(message)}`).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u2028\u2029]/);
		expect(String(error).length + String(message).length).toBeLessThan(10_000);
	}
	return run;
}

describe('A server that answers creates with', () => {
	const cells = [
		...Object.keys(CREATES).flatMap((name) => [[name, 1] as const, [name, 3] as const]),
		...Object.keys(BATCHES).map((name) => [name, 3] as const),
	];
	it.each(cells)('%s, %d items: makes nothing twice, and nothing without a word', async (name, count) => {
		server.reset((CREATES[name] ?? BATCHES[name]) as Trick);
		const { json, hints } = await attempt(create, titles(count));
		for (const [nth, { title }] of titles(count).entries()) {
			const [made, ...more] = server.made(title);
			const { error, message, sys_id } = json[nth] ?? {};
			expect(more).toEqual([]);
			// An instance may give a record an id of its own, and then a hint says so.
			if (error === undefined && hints.join().includes('other sys_ids')) expect(sys_id).not.toBe(made?.sys_id);
			else if (error === undefined) expect(String(sys_id).toLowerCase()).toBe(made?.sys_id);
			else if (made !== undefined) expect(String(message)).toMatch(/may have been done/);
		}
	});
});

const rows = (from: number, count: number) =>
	Array.from({ length: count }, (_, nth) => ({
		sys_id: (from + nth).toString(16).padStart(32, '0'),
		short_description: 'row',
	}));

const LISTS: Record<string, Trick> = {
	'the same page again': () => ({ status: 200, body: { result: rows(0, 1000) } }),
	'two pages in turn': ({ nth }) => ({ status: 200, body: { result: rows((nth % 2) * 1000, 1000) } }),
	'a row count of 1e309': ({ nth }) => ({
		status: 200,
		headers: { 'x-total-count': '1e309' },
		body: { result: nth > 1 ? [] : rows(0, 5) },
	}),
	'a row count in hexadecimal': ({ nth }) => ({
		status: 200,
		headers: { 'x-total-count': '0x10' },
		body: { result: nth > 20 ? [] : rows(nth, 1) },
	}),
	'a row count of 1,000': ({ nth }) => ({
		status: 200,
		headers: { 'x-total-count': '1,000' },
		body: { result: nth > 1 ? [] : rows(0, 5) },
	}),
	'an object for the list': () => ({ status: 200, body: { result: { 0: { sys_id: 'a' } } } }),
	'nulls for rows': () => ({ status: 200, body: { result: [null, null] } }),
	'texts for rows': () => ({ status: 200, body: { result: ['INC1', 'INC2'] } }),
	'lists for rows': () => ({ status: 200, body: { result: [[], []] } }),
	'204': () => ({ status: 204 }),
	'201': () => ({ status: 201, body: { result: [] } }),
	'rows that fall back': ({ nth }) => ({ status: 200, body: { result: rows(100_000 - nth * 1000, 1000) } }),
};

describe('A server that answers lists with', () => {
	it.each(Object.keys(LISTS))('%s: comes to an end, with rows or an error', async (name) => {
		for (const sort of [{}, { sort: { fields: [{ field: by('name', 'short_description'), direction: 'ORDERBY' }] } }]) {
			server.reset(LISTS[name] as Trick);
			const list = { resource: 'incident', operation: 'getAll', returnAll: true, filterMode: 'all', ...sort };
			const { json, error } = await n8n.run(list as never, {});
			expect(server.requests).toBeLessThanOrEqual(MOST_REQUESTS);
			expect(String(error?.message)).not.toMatch(
				RAW.source === '' ? RAW : /is not a function|Cannot read|Maximum call/,
			);
			const ids = json.map(({ sys_id }) => sys_id);
			expect(new Set(ids).size).toBe(ids.length);
			if (/rows$|204|201|object/.test(name)) expect(error).toBeDefined();
		}
	});
});
