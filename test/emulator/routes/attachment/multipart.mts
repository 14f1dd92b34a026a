import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import { ServiceNowError } from '../../errors.mts';
import type { ApiResponse } from '../../types.mts';

export interface FilePart {
	fields: ReadonlyMap<string, string>;
	file_name: string;
	content_type: string;
	stream: Readable;
}

const broken = (detail: string) => new ServiceNowError(400, 'Invalid multipart request', detail);

/**
 * Reads a form whose file comes last: the fields in front of it say where it goes, so that it can be stored while it
 * is still arriving.
 */
export async function readForm(
	source: Readable,
	contentType: string,
	store: (part: FilePart) => Promise<ApiResponse>,
): Promise<ApiResponse> {
	if (!/^multipart\/form-data\b.*boundary=/i.test(contentType))
		throw broken('Content-Type has to be multipart/form-data');
	const fields = new Map<string, string>();
	let stored: Promise<ApiResponse> | undefined;
	const parser = new Busboy({ headers: { 'content-type': contentType }, limits: { files: 1 } });
	parser.on('field', (name, value) => {
		fields.set(name, value);
	});
	// A rest parameter, as the parser hands over five values and the second-last is of no use here.
	parser.on('file', (...[, stream, file_name, , content_type]) => {
		// What is left of a refused file has to flow off, or the form never ends.
		stored = store({ fields, file_name, content_type, stream }).finally(() => stream.resume());
		stored.catch(() => undefined);
	});
	try {
		await pipeline(source, parser);
	} catch (error) {
		throw broken(error instanceof Error ? error.message : String(error));
	}
	if (!stored) throw broken('no file in the form');
	return await stored;
}
