import type { Readable } from 'node:stream';
import { ServiceNowError } from '../../errors.mts';
import type { ApiRequest, ApiResponse, Context, Row } from '../../types.mts';
import { demandTarget } from './access.mts';
import { TooLarge } from './content.mts';
import type { AttachmentContent } from './content.mts';
import { locationOf, metadataOf } from './metadata.mts';

const MEGABYTE = 1_048_576;
const DEFAULT_MEGABYTES = 1024;

/** An empty setting does not mean "no limit" but one kilobyte. */
function sizeLimit(setting: string | undefined): number {
	if (setting === undefined) return DEFAULT_MEGABYTES * MEGABYTE;
	return setting.trim() === '' ? 1024 : Number(setting) * MEGABYTE;
}

function demandExtension(setting: string, file_name: string): void {
	const allowed = setting
		.toLowerCase()
		.split(/[\s,]+/)
		.filter(Boolean);
	const extension = file_name.toLowerCase().split('.').slice(1).pop() ?? '';
	if (allowed.length === 0 || allowed.includes(extension)) return;
	throw new ServiceNowError(400, 'Invalid file type', `Files of type '${extension}' cannot be attached`);
}

export interface UploadPlace {
	request: ApiRequest;
	context: Context;
	content: AttachmentContent;
}

export interface Upload {
	table_name: string;
	table_sys_id: string;
	file_name: string;
	content_type: string;
	/** Further columns of the new row. */
	extra?: Row;
}

/** Refuses before a byte is read, then streams the content in and answers 201 with the metadata. */
export async function storeUpload(
	{ request, context, content }: UploadPlace,
	upload: Upload,
	source: Readable,
): Promise<ApiResponse> {
	const { store, clock } = context;
	const { extra, ...columns } = upload;
	demandTarget(store, request.session, columns);
	demandExtension(store.property('glide.attachment.extensions') ?? '', upload.file_name);
	const limit = sizeLimit(store.property('com.glide.attachment.max_size'));
	const sys_id = store.newSysId();
	const { size, hash } = await content.write(sys_id, source, limit).catch((error: unknown) => {
		if (!(error instanceof TooLarge)) throw error;
		throw new ServiceNowError(400, 'Attachment too large', `The maximum attachment size is ${limit} bytes`);
	});
	const by = request.session.user.user_name ?? '';
	const row = store.put('sys_attachment', {
		sys_created_on: clock.timestamp(),
		sys_updated_on: clock.timestamp(),
		sys_created_by: by,
		sys_updated_by: by,
		sys_mod_count: '0',
		...columns,
		...extra,
		sys_id,
		size_bytes: String(size),
		size_compressed: String(size),
		compressed: 'true',
		chunk_size_bytes: '700000',
		state: 'pending',
		hash,
	});
	const headers = { location: locationOf(request, row) };
	return { status: 201, headers, body: { result: metadataOf(request, row) } };
}
