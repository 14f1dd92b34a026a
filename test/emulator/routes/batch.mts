import { STATUS_CODES } from 'node:http';
import { envelope, ServiceNowError } from '../errors.mts';
import { isObject, parseJsonObject } from '../http/content/body.mts';
import { bytesOf, encode } from '../http/content/encode.mts';
import type { ApiRequest, ApiResponse, Context, Delivery, Faulty, Route, Store } from '../types.mts';

const PATH = '/api/now/batch';
const MEGABYTE = 1_048_576;
/** The quota rule "REST Batch API request timeout". */
const LONGEST_RUN = 30_000;

interface Item {
	id: string;
	method: string;
	url: string;
	headers: Record<string, string>;
	body: Buffer;
	excludeHeaders: boolean;
}

interface Limits {
	input: number;
	output: number;
	count: number;
}

const invalid = (detail: string) => new ServiceNowError(400, 'Invalid batch request', detail);

/** Settings are in megabytes; larger numbers can only be bytes. */
const bytes = (value: number) => (value <= 1024 ? value * MEGABYTE : value);

function limitsOf(store: Store, headers: ApiRequest['headers']): Limits {
	const setting = (name: string, otherwise: number) => bytes(Number(store.property(name)) || otherwise);
	const output = setting('glide.rest.batch.max.outputSize', 10);
	const asked = Number(headers['x-batchrequest-max-output-size']);
	return {
		input: Math.min(setting('glide.rest.batch.max.inputSize', 5), 10 * MEGABYTE),
		// The header may lower the limit, never raise it. Its unit is not documented: bytes.
		output: asked > 0 ? Math.min(output, asked) : output,
		count: Number(store.property('emulator.batch.max_items_served')) || Infinity,
	};
}

function headersOf(list: unknown): Record<string, string> {
	const pairs = (Array.isArray(list) ? list : []).filter(isObject);
	return Object.fromEntries(pairs.map(({ name, value }) => [String(name).toLowerCase(), String(value)]));
}

function itemOf(entry: unknown): Item {
	if (!isObject(entry)) throw invalid('rest_requests has an entry that is no object');
	const { id, method, url, headers, body, exclude_response_headers } = entry;
	if (id === undefined || id === null) throw invalid('a request has no id');
	if (typeof method !== 'string' || typeof url !== 'string')
		throw invalid(`request '${String(id)}' lacks method or url`);
	return {
		id: String(id),
		method: method.toUpperCase(),
		url: url.startsWith('/') ? url : `/${url}`,
		headers: headersOf(headers),
		body: Buffer.from(typeof body === 'string' ? body : '', 'base64'),
		excludeHeaders: exclude_response_headers === true || exclude_response_headers === 'true',
	};
}

const titleCase = (name: string) => name.replace(/(^|-)[a-z]/g, (letters) => letters.toUpperCase());

const COMMON_HEADERS = {
	pragma: 'no-store,no-cache',
	'cache-control': 'no-cache,no-store,must-revalidate,max-age=-1',
	expires: '0',
};

function parseUrl(url: string): { path: string; query: URLSearchParams } {
	const [path = '', ...rest] = url.split('?');
	try {
		return { path: decodeURI(path), query: new URLSearchParams(rest.join('?')) };
	} catch {
		throw invalid(`the url '${url}' is malformed`);
	}
}

async function answer(item: Item, request: ApiRequest, context: Context): Promise<ApiResponse> {
	const { session, instanceUrl, headers: outer } = request;
	const { path, query } = parseUrl(item.url);
	if (/^\/api\/now\/(?:v\d+\/)?batch$/.test(path)) throw invalid('a batch cannot hold a batch');
	const { method, headers, body } = item;
	return await context.dispatch({ method, path, query, headers, body, session, instanceUrl, outer });
}

/** What is wrong with one item is that item's answer: those before it are done, those behind it still come. */
async function outcome(item: Item, request: ApiRequest, context: Context): Promise<ApiResponse> {
	try {
		return await answer(item, request, context);
	} catch (error) {
		if (!(error instanceof ServiceNowError)) throw error;
		return { status: error.status, headers: error.headers, body: envelope(error) };
	}
}

/** What has become of one item. */
interface Served {
	/** Its entry in `serviced_requests`, or why there is none: its answer is larger than the limit, or a fault took it. */
	entry: object | 'too-large' | NonNullable<Faulty['absent']>;
	deliver?: Delivery | undefined;
}

async function serve(item: Item, request: ApiRequest, context: Context, limit: number): Promise<Served> {
	const started = context.clock.now();
	const response = await outcome(item, request, context);
	const { deliver, absent } = response.faulty ?? {};
	if (absent) return { entry: absent };
	const { status, headers, body } = encode(response, item.headers.accept);
	const content = await bytesOf(body);
	if (content.length > limit) return { entry: 'too-large' };
	const pairs = Object.entries({ ...COMMON_HEADERS, ...headers });
	const entry = {
		id: item.id,
		body: content.toString('base64'),
		status_code: status,
		status_text: STATUS_CODES[status] ?? '',
		headers: item.excludeHeaders ? [] : pairs.map(([name, value]) => ({ name: titleCase(name), value })),
		execution_time: Math.round(context.clock.now() - started),
	};
	return { entry, deliver };
}

interface Run {
	served: object[];
	left: string[];
	deliver?: Delivery | undefined;
}

/** In the given order, one after the other, never as a whole: what is done stays done when a later item fails. */
async function run(items: Item[], request: ApiRequest, context: Context): Promise<Run> {
	const limits = limitsOf(context.store, request.headers);
	const started = context.clock.now();
	const done: Run = { served: [], left: [] };
	for (const [index, item] of items.entries()) {
		const outOfTime = context.clock.now() - started >= LONGEST_RUN;
		const isOver = outOfTime || done.served.length >= limits.count || item.body.length > limits.input;
		const { entry, deliver }: Served = isOver
			? { entry: 'too-large' }
			: await serve(item, request, context, limits.output);
		done.deliver ??= deliver;
		if (entry === 'too-large') return { ...done, left: [...done.left, ...items.slice(index).map(({ id }) => id)] };
		if (typeof entry === 'object') done.served.push(entry);
		else if (entry === 'named') done.left.push(item.id);
	}
	return done;
}

export const batchRoutes: Route[] = [
	{
		name: 'batch',
		method: 'POST',
		path: PATH,
		access: 'session',
		async handle(request, context) {
			const { batch_request_id, rest_requests } = parseJsonObject(request);
			if (!Array.isArray(rest_requests)) throw invalid('rest_requests is missing');
			const { served, left, deliver } = await run(rest_requests.map(itemOf), request, context);
			return {
				status: 200,
				...(deliver && { faulty: { deliver } }),
				body: {
					batch_request_id: String(batch_request_id ?? ''),
					serviced_requests: served,
					unserviced_requests: left,
				},
			};
		},
	},
];
