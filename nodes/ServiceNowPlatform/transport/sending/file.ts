import { judge } from '../../domain/api/answer';
import { excerpt } from '../../domain/api/excerpt';
import { ApiFailure, expected } from '../../domain/failure/failure';
import type { ApiRequest, ApiResponse } from '../../domain/api/request';
import { secretsOf, withoutEcho } from '../../domain/secrets/secrets';
import { failureOf } from '../errors/exceptions';
import { readBody } from './body';
import { type Content, transmit } from './http';
import { limit, type Limited, ofFile } from './limits';
import type { Line, Send } from './line';
import { signedIn } from './signedIn';

export type Stream = Exclude<Content, Buffer>;

/** A file on its way to the instance. */
export interface Upload {
	/** Its content from the first byte: a stream cannot be sent twice, but what n8n stores can be read twice. */
	open(): Promise<Content>;
	/** Called when it is not known whether the file arrived: the answer to give if it did. */
	find(): Promise<ApiResponse | undefined>;
}

/** A file that has begun to arrive, with an answer whose body it is. */
export interface Download {
	answer: ApiResponse;
	content: Stream;
	/** Told how many bytes the file has, they break off what does not end there. */
	limited: Limited;
}

/** Sends a file as it is read, from its beginning each time. */
export function uploading(open: Upload['open']): Send {
	return signedIn(async (line, request) => {
		const content = await open();
		try {
			return await transmit(line, request, { content });
		} finally {
			if (!Buffer.isBuffer(content)) content.destroy();
		}
	});
}

/** Hands a file over as it arrives; taking it is part of the attempt. */
export function downloading<Result>(take: (download: Download) => Promise<Result>): Send<Result> {
	return async function sendDownloading(line, request) {
		const download = await sendBeginning(line, request);
		if (download instanceof ApiFailure) return download;
		return await take(download).catch((error) => expected(error, ApiFailure));
	};
}

const sendBeginning = signedIn(begin);

/** The answer up to its first byte; anything but a file is read and judged like every other answer. */
async function begin(line: Line, request: ApiRequest): Promise<Download | ApiFailure> {
	const started = Date.now();
	const answer = await transmit(line, asIs(request), { isStreamed: true });
	if (answer instanceof ApiFailure) return answer;
	const content = answer.body as Stream;
	if (answer.status === 200 && !isPage(answer)) {
		const limited = limit(content, ofFile(line.limits), started);
		// Its name, type and other headers are put out.
		const known = secretsOf(await line.context.getCredentials(line.account.type));
		return { answer: withoutEcho({ ...answer, body: undefined }, known), content, limited };
	}
	const read = await readBody(answer, line.limits, started).catch((error: unknown) => failureOf(error, request));
	return read instanceof ApiFailure ? read : noFile(request, { ...answer, body: read.body });
}

/** n8n unpacks what comes packed, and takes one that ends within its packing for whole: what comes as it is shows by its length. */
function asIs(request: ApiRequest): ApiRequest {
	return { ...request, headers: { 'Accept-Encoding': 'identity', ...request.headers } };
}

function noFile(request: ApiRequest, answer: ApiResponse): ApiFailure {
	const judged = judge(request, answer);
	if (judged instanceof ApiFailure) return judged;
	return new ApiFailure({
		kind: 'not-json',
		message: 'ServiceNow answered without a file',
		status: answer.status,
		method: request.method,
		path: request.path,
		body: excerpt(JSON.stringify(answer.body) ?? ''),
	});
}

/** A sleeping instance and a login page come as HTML with status 200; an HTML file comes with its metadata. */
function isPage({ headers }: ApiResponse): boolean {
	const named = headers['x-attachment-metadata'] ?? headers['content-disposition'];
	return named === undefined && /^text\/html\b/i.test(headers['content-type'] ?? '');
}
