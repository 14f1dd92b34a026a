import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { BinaryDataService } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';
import { Container } from './container.mts';

/** From now on n8n stores files apart from the items, as a real one does; before this it keeps them inside. */
export async function storeFilesOnDisk(): Promise<void> {
	await Container.get(BinaryDataService).init();
}

/** A file as an earlier node would have put it out. */
export async function file(fileName: string, mimeType: string, content: Buffer | string): Promise<IBinaryData> {
	const place = { type: 'execution' as const, workflowId: 'workflow', executionId: 'earlier' };
	const binary = { fileName, mimeType, data: '', fileExtension: fileName.split('.').pop() ?? '' };
	return await Container.get(BinaryDataService).store(place, Buffer.from(content), binary);
}

/** A large file, without reading it into memory. */
export async function fileOnDisk(fileName: string, mimeType: string, path: string): Promise<IBinaryData> {
	const place = { type: 'execution' as const, workflowId: 'workflow', executionId: 'earlier' };
	const binary = { fileName, mimeType, data: '', fileExtension: fileName.split('.').pop() ?? '' };
	return await Container.get(BinaryDataService).store(place, createReadStream(path), binary);
}

/** Bytes of a stored file. */
export async function contentSize(binary: IBinaryData | undefined): Promise<number> {
	if (binary?.id === undefined) throw new Error('There is no stored file');
	return (await Container.get(BinaryDataService).getMetadata(binary.id)).fileSize;
}

export async function contentOf(binary: IBinaryData | undefined): Promise<Buffer> {
	if (binary === undefined) throw new Error('There is no file');
	return await Container.get(BinaryDataService).getAsBuffer(binary);
}

export const sha256 = (content: Buffer | string): string => createHash('sha256').update(content).digest('hex');
