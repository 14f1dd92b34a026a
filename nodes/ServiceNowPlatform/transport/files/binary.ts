import { createHash } from 'node:crypto';
import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import type { Content } from '../sending/http';

const CHUNK = 256 * 1024;

/** Content from its first byte; may be opened as often as needed. */
export async function openBinary({ helpers }: IExecuteFunctions, { id, data }: IBinaryData): Promise<Content> {
	return id === undefined ? Buffer.from(data, 'base64') : await helpers.getBinaryStream(id, CHUNK);
}

/** SHA-256 in hex, as `sys_attachment.hash` has it, and the number of bytes. */
export async function digest(context: IExecuteFunctions, binary: IBinaryData): Promise<{ hash: string; size: number }> {
	const content = await openBinary(context, binary);
	const hash = createHash('sha256');
	let size = 0;
	for await (const chunk of Buffer.isBuffer(content) ? [content] : content) {
		hash.update(chunk as Buffer);
		size += (chunk as Buffer).length;
	}
	return { hash: hash.digest('hex'), size };
}

/** Bytes of a stored file; n8n before 2 keeps the exact number beside the file only. */
export async function sizeOf({ helpers }: IExecuteFunctions, { id, data, bytes }: IBinaryData): Promise<number> {
	if (typeof bytes === 'number') return bytes;
	return id === undefined ? Buffer.byteLength(data, 'base64') : (await helpers.getBinaryMetadata(id)).fileSize;
}
