import { judge } from '../../../nodes/ServiceNowPlatform/domain/api/answer.ts';
import { ApiFailure } from '../../../nodes/ServiceNowPlatform/domain/failure/failure.ts';
import type { ApiRequest, ApiResponse } from '../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import type { Connection } from '../../../nodes/ServiceNowPlatform/transport/sending/connection.ts';
import { failureOf } from '../../../nodes/ServiceNowPlatform/transport/errors/exceptions.ts';

const BATCH = '/api/now/v1/batch';
/** More than any test needs. */
const MOST_CALLS = 10_000;

/** A request as the instance would see it, whichever way it travelled. */
export interface Seen {
	method: string;
	/** With its query. */
	url: string;
	body: Record<string, unknown> | undefined;
}

export type Handler = (seen: Seen) => ApiResponse | Promise<ApiResponse>;
export type Fault = (request: ApiRequest, nth: number) => ApiResponse | ApiFailure | undefined;

export const ok = (result: unknown, status = 200): ApiResponse => ({ status, headers: {}, body: { result } });

export const refused = (status: number, message: string): ApiResponse => ({
	status,
	headers: {},
	body: { error: { message, detail: null }, status: 'failure' },
});

interface Options {
	/** What each single request is answered. */
	handle?: Handler;
	/** Answers or breaks a whole call before anything of it is done. */
	fault?: Fault;
	/** Answers or breaks a whole call after its work was done. */
	faultAfter?: Fault;
	/** Requests of one Batch call that are begun before the rest is left unserviced. */
	most?: () => number;
	/** Before each call, such as a delay. */
	before?: (nth: number) => Promise<void>;
}

/** A connection to an instance that runs Batch calls as the platform does and records what it was sent. */
export class FakeInstance implements Connection {
	readonly account = {
		type: 'serviceNowPlatformOAuth2Api' as const,
		key: 'serviceNowPlatformOAuth2Api:1',
		instanceUrl: 'https://dev12345.service-now.com',
	};

	/** Calls as they were handed to the connection. */
	readonly calls: Array<{ request: ApiRequest }> = [];
	/** Single requests that were carried out, those of Batch calls included. */
	readonly done: Seen[] = [];
	/** Most calls that were under way at once. */
	mostAtOnce = 0;
	private underWay = 0;
	private readonly options: Options;

	constructor(options: Options = {}) {
		this.options = options;
	}

	get urls(): string[] {
		return this.done.map(({ url }) => url);
	}

	async send(request: ApiRequest): Promise<ApiResponse> {
		const nth = this.calls.push({ request });
		if (nth > MOST_CALLS) throw new Error('The same requests are sent without an end');
		this.mostAtOnce = Math.max(this.mostAtOnce, ++this.underWay);
		try {
			await this.options.before?.(nth);
			const broken = this.options.fault?.(request, nth);
			if (broken !== undefined) return taken(request, broken);
			const response = request.path === BATCH ? await this.batch(request) : await this.single(seenOf(request));
			return taken(request, this.options.faultAfter?.(request, nth) ?? response);
		} finally {
			this.underWay--;
		}
	}

	async attempt(request: ApiRequest): Promise<ApiResponse | ApiFailure> {
		return await this.send(request).catch((error: unknown) => failureOf(error, request));
	}

	async upload(): Promise<never> {
		return await this.download();
	}

	async download(): Promise<never> {
		throw new Error('This instance moves no files');
	}

	private async single(seen: Seen): Promise<ApiResponse> {
		this.done.push(seen);
		return (await this.options.handle?.(seen)) ?? ok({ url: seen.url });
	}

	private async batch({ body }: ApiRequest): Promise<ApiResponse> {
		const requests = partsOf(body);
		const most = this.options.most?.() ?? requests.length;
		const serviced_requests: unknown[] = [];
		for (const { id, withoutHeaders, ...seen } of requests.slice(0, most)) {
			const { status, headers: given, body: answer } = await this.single(seen);
			const text = answer === undefined ? '' : Buffer.from(JSON.stringify(answer)).toString('base64');
			const headers = withoutHeaders ? [] : Object.entries(given).map(([name, value]) => ({ name, value }));
			serviced_requests.push({ id, status_code: status, status_text: '', body: text, headers, execution_time: 1 });
		}
		const unserviced_requests = requests.slice(most).map(({ id }) => id);
		return { status: 200, headers: {}, body: { batch_request_id: '1', serviced_requests, unserviced_requests } };
	}
}

export function isBatch({ path }: ApiRequest): boolean {
	return path === BATCH;
}

/** The single requests inside the body of a Batch call. */
export function partsOf(body: ApiRequest['body']): Array<Seen & { id: string; withoutHeaders: boolean }> {
	const requests = body?.rest_requests as Array<{
		id: string;
		method: string;
		url: string;
		body?: string;
		exclude_response_headers?: boolean;
	}>;
	return requests.map(({ id, method, url, body: part, exclude_response_headers }) => ({
		id,
		withoutHeaders: exclude_response_headers === true,
		method,
		url,
		body: part === undefined ? undefined : JSON.parse(Buffer.from(part, 'base64').toString('utf8')),
	}));
}

function seenOf({ method, path, query, body }: ApiRequest): Seen {
	const search = new URLSearchParams(query).toString();
	return { method, url: search === '' ? path : `${path}?${search}`, body };
}

function taken(request: ApiRequest, answer: ApiResponse | ApiFailure): ApiResponse {
	const judged = answer instanceof ApiFailure ? answer : judge(request, answer);
	if (judged instanceof ApiFailure) throw judged;
	return judged;
}
