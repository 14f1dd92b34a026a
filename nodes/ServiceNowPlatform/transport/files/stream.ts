import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { readAnswer } from '../../domain/api/answer';
import { mayHaveBeenDone } from '../../domain/api/doubt';
import { ApiFailure } from '../../domain/api/failure';
import type { ApiRequest, ApiResponse } from '../../domain/api/request';
import { failureOf } from '../errors/exceptions';
import type { Connection } from '../sending/connection';
import { signedIn, transmit } from '../sending/http';
import { wait } from '../sending/rateLimit';
import { pauseBeforeRetry } from '../sending/retryPolicy';
import { type Content, sizeOf } from './binary';

/** A file on its way to the instance. */
export interface Upload {
	request: ApiRequest;
	/** Its content from the first byte: a stream cannot be sent twice, but what n8n stores can be read twice. */
	open(): Promise<Content>;
	/** Called when it is not known whether the file arrived: the answer to give if it did. */
	find(): Promise<ApiResponse | undefined>;
}

/** What a file to be fetched is like. */
export interface FileFacts {
	fileName: string;
	mimeType: string | undefined;
	/** In bytes; undefined where nobody knows. */
	size: number | undefined;
}

const MOST_TEXT = 100_000;

/** Sends a file as it is read. Should the answer be lost, it is looked for before it is sent again. @throws ApiFailure */
export async function sendFile(
	context: IExecuteFunctions,
	{ account }: Connection,
	{ request, open, find }: Upload,
): Promise<ApiResponse> {
	// Looked for in vain, it may be sent once more like a record whose sys_id was chosen here.
	const repeatable: ApiRequest = { ...request, creates: { table: 'sys_attachment', sys_id: '' } };
	return await persist(
		context,
		repeatable,
		async () =>
			await signedIn(context, account, async () => {
				const content = await open();
				try {
					return readAnswer(request, await transmit(context, account, request, { body: content }));
				} finally {
					if (!Buffer.isBuffer(content)) content.destroy();
				}
			}),
		find,
	);
}

/**
 * Fetches a file into n8n's store, piece by piece. `describe` says what the file is, once the answer has begun.
 *
 * @throws ApiFailure, also when the file did not arrive whole
 */
export async function fetchFile(
	context: IExecuteFunctions,
	{ account }: Connection,
	request: ApiRequest,
	describe: (answer: ApiResponse) => FileFacts | Promise<FileFacts>,
): Promise<{ binary: IBinaryData; answer: ApiResponse }> {
	return await persist(context, request, async () => {
		const open = async () => await signedIn(context, account, async () => await begin(context, account, request));
		const { answer, content } = await open();
		try {
			const facts = await describe(answer);
			const binary = await store(context, content, facts);
			await assertWhole(context, request, binary, facts);
			return { binary, answer };
		} catch (error) {
			content.destroy();
			// Trouble of the connection is worth another try; that of n8n's own disk is not.
			throw content.errored === null ? error : failureOf(error, request);
		}
	});
}

async function persist<Result>(
	context: IExecuteFunctions,
	request: ApiRequest,
	work: () => Promise<Result>,
	find?: () => Promise<Result | undefined>,
): Promise<Result> {
	const cancelled = context.getExecutionCancelSignal();
	for (let attempt = 1; ; attempt++) {
		const outcome = await work().catch((error: unknown) => {
			if (error instanceof ApiFailure) return error;
			throw error;
		});
		if (!(outcome instanceof ApiFailure)) return outcome;
		const found = find !== undefined && mayHaveBeenDone(outcome) ? await find() : undefined;
		if (found !== undefined) return found;
		const pause = pauseBeforeRetry(request, outcome, attempt, Math.random());
		if (pause === undefined || cancelled?.aborted === true) throw outcome;
		await wait(pause, cancelled);
	}
}

type Stream = Exclude<Content, Buffer>;

/** The answer up to its first byte; anything but a file is read and judged like every other answer. */
async function begin(
	context: IExecuteFunctions,
	account: Connection['account'],
	request: ApiRequest,
): Promise<{ answer: ApiResponse; content: Stream }> {
	const answer = await transmit(context, account, request, { encoding: 'stream' });
	const content = answer.body as Stream;
	if (answer.status === 200 && !isPage(answer)) return { answer: { ...answer, body: undefined }, content };
	const text = await textOf(content);
	readAnswer(request, { ...answer, body: parsed(text) });
	throw new ApiFailure({
		kind: 'not-json',
		message: 'ServiceNow answered without a file',
		status: answer.status,
		method: request.method,
		path: request.path,
		body: text.slice(0, 300),
	});
}

/** A sleeping instance and a login page come as HTML with status 200; an HTML file comes with its metadata. */
function isPage({ headers }: ApiResponse): boolean {
	const named = headers['x-attachment-metadata'] ?? headers['content-disposition'];
	return named === undefined && /^text\/html\b/i.test(headers['content-type'] ?? '');
}

async function textOf(content: Stream): Promise<string> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of content) {
		chunks.push(Buffer.from(chunk as Uint8Array));
		size += (chunk as Uint8Array).length;
		if (size > MOST_TEXT) break;
	}
	return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
	if (text === '') return undefined;
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

async function store({ helpers }: IExecuteFunctions, content: Stream, facts: FileFacts): Promise<IBinaryData> {
	// n8n takes what stands before a slash for a folder.
	const fileName = facts.fileName.replace(/[/\\]/g, '_');
	return await helpers.prepareBinaryData(content, fileName, facts.mimeType || undefined);
}

async function assertWhole(
	context: IExecuteFunctions,
	{ method, path }: ApiRequest,
	binary: IBinaryData,
	{ fileName, size }: FileFacts,
): Promise<void> {
	const arrived = await sizeOf(context, binary);
	if (size === undefined || arrived === size) return;
	throw new ApiFailure({
		kind: 'lost',
		message: `Only ${arrived} of ${size} bytes of "${fileName}" arrived`,
		method,
		path,
	});
}
