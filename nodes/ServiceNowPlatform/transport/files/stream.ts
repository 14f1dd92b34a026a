import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { ApiFailure } from '../../domain/failure/failure';
import type { ApiRequest, ApiResponse } from '../../domain/api/request';
import { failureOf } from '../errors/exceptions';
import type { Connection } from '../sending/connection';
import type { Stream } from '../sending/file';
import { sizeOf } from './binary';

/** What a file to be fetched is like. */
export interface FileFacts {
	fileName: string;
	mimeType: string | undefined;
	/** In bytes; undefined where nobody knows. */
	size: number | undefined;
}

/**
 * Fetches a file into n8n's store, piece by piece. `describe` says what the file is, once the answer has begun.
 *
 * @throws ApiFailure, also when the file did not arrive whole
 */
export async function fetchFile(
	context: IExecuteFunctions,
	connection: Connection,
	request: ApiRequest,
	describe: (answer: ApiResponse) => FileFacts | Promise<FileFacts>,
): Promise<{ binary: IBinaryData; answer: ApiResponse }> {
	return await connection.download(request, async ({ answer, content, limited }) => {
		try {
			const facts = await describe(answer);
			if (facts.size !== undefined) limited.most(facts.size);
			const binary = await Promise.race([store(context, content, facts), limited.over]);
			if (binary instanceof ApiFailure) throw failureOf(binary, request);
			await assertWhole(context, request, binary, facts);
			return { binary, answer };
		} catch (error) {
			content.destroy();
			// Trouble of the connection is worth another try; that of n8n's own disk is not.
			throw content.errored === null || error instanceof ApiFailure ? error : failureOf(content.errored, request);
		}
	});
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
