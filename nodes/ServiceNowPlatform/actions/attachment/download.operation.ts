import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { apiPath, type ApiRequest, recordOf } from '../../domain/api/request';
import {
	readAttachments,
	bytes,
	type Metadata,
	metadataHeader,
	metadataRequest,
	ownType,
} from '../../domain/attachment/attachment';
import { cleanName } from '../../domain/attachment/fileFacts';
import { outputField, outputFieldName } from '../../properties/binary';
import type { Item } from '../../properties/item/item';
import { findTarget, targetProperties } from '../../properties/pickers/target';
import { fetchFile, type FileFacts } from '../../transport/files/stream';
import { perform } from '../../transport/items/perform';
import type { Connection } from '../../transport/sending/connection';
import type { StreamingOperation } from '../operation';
import { arranged, filesOutput } from '../steps/files';
import { attachmentFields, resolveAttachment } from './chosenAttachment';

const showFor = (field: INodeProperties, show: Record<string, string[]>): INodeProperties => ({
	...field,
	displayOptions: { ...field.displayOptions, show: { ...field.displayOptions?.show, ...show } },
});

const from: INodeProperties = {
	displayName: 'Download',
	name: 'from',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'All Attachments of a Record', value: 'record' },
		{ name: 'One Attachment', value: 'attachment' },
	],
	default: 'attachment',
	description: 'Which files to download',
};

const fields = attachmentFields();
const [chosen, options] = [fields.slice(0, -1), fields.slice(-1)];

export const download: StreamingOperation = {
	option: {
		name: 'Download',
		description: 'Download one attachment, or all of a record',
		action: 'Download attachment',
	},
	readOnly: true,
	properties: [
		from,
		...chosen.map((field) => showFor(field, { from: ['attachment'] })),
		...targetProperties.map((field) => showFor(field, { from: ['record'] })),
		showFor(filesOutput, { from: ['record'] }),
		outputField,
		...options.map((field) => showFor(field, { from: ['attachment'] })),
	],
	async stream(context, connection, item) {
		const field = outputFieldName(item);
		if (item.choice('from', 'Download', ['attachment', 'record']) === 'record')
			return await downloadAll(context, connection, item, field);
		const sys_id = await perform(connection, resolveAttachment(item));
		return [await fetchAttachment(context, connection, { sys_id, field })];
	},
};

async function downloadAll(
	context: IExecuteFunctions,
	connection: Connection,
	item: Item,
	field: string,
): Promise<INodeExecutionData[]> {
	const together = item.choice('outputItems', 'Output Items', ['fields', 'items']) === 'fields';
	const { target, files } = await perform(
		connection,
		(function* () {
			const target = yield* findTarget(item);
			return { target, files: yield* readAttachments(target) };
		})(),
	);
	return await arranged(files, {
		field,
		isOneItem: together,
		about: { table_name: target.table, table_sys_id: target.sys_id },
		fetch: async (metadata, place) =>
			await fetchAttachment(context, connection, { sys_id: String(metadata.sys_id), field: place, metadata }),
	});
}

interface Wanted {
	sys_id: string;
	/** Where the file goes in the item. */
	field: string;
	/** Where it has been read before. */
	metadata?: Metadata;
}

async function fetchAttachment(
	context: IExecuteFunctions,
	connection: Connection,
	{ sys_id, field, metadata }: Wanted,
): Promise<INodeExecutionData> {
	const request: ApiRequest = {
		method: 'GET',
		path: apiPath`/api/now/attachment/${sys_id}/file`,
		headers: { Accept: '*/*' },
	};
	let known = metadata;
	const { binary } = await fetchFile(context, connection, request, async (answer) => {
		known ??= metadataHeader(answer) ?? recordOf(await connection.send(metadataRequest(sys_id)));
		return factsOf(known, sys_id);
	});
	return { json: { ...known } as INodeExecutionData['json'], binary: { [field]: binary } };
}

function factsOf({ file_name, content_type, size_bytes }: Metadata, sys_id: string): FileFacts {
	return {
		fileName: cleanName(String(file_name ?? sys_id)),
		mimeType: typeof content_type === 'string' ? ownType(content_type) : undefined,
		size: bytes(size_bytes),
	};
}
