import type { IBinaryData, IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { InputError } from '../../domain/failure/inputError';
import { apiPath, type ApiRequest, recordOf } from '../../domain/api/request';
import { contentType, type Metadata, findSameFiles, ownType, type Target } from '../../domain/attachment/attachment';
import { inputFileNames, inputFiles } from '../../properties/binary';
import type { Item } from '../../properties/item/item';
import { findTarget, targetProperties } from '../../properties/pickers/target';
import { digest, openBinary } from '../../transport/files/binary';
import { inTurn, perform } from '../../transport/items/perform';
import type { Connection } from '../../transport/sending/connection';
import { requestOptions } from '../../properties/requestSettings';
import { simplifiedOrRaw } from '../../properties/output/form';
import { ANY_ORDER, type StreamingOperation } from '../operation';
import { attachmentShape } from './attachmentShape';

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		...requestOptions('alone'),
		{
			displayName: 'Content Type',
			name: 'contentType',
			type: 'string',
			default: '',
			placeholder: 'e.g. application/pdf',
			description: 'Type to store the files with. Empty keeps the type that each file has.',
		},
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			placeholder: 'e.g. report.pdf',
			description: 'Name to store the file under, where there is only one. Empty keeps its own name.',
		},
		{
			displayName: 'Skip Existing',
			name: 'skipExisting',
			type: 'boolean',
			default: true,
			description: 'Whether to skip a file when the record has one of the same name and content already',
		},
	],
};

/** A file of the input item, under the name and type that it is to have. */
interface NamedFile {
	binary: IBinaryData;
	fileName: string;
	type: string;
}

export const upload: StreamingOperation = {
	option: {
		name: 'Upload',
		description: 'Attach one or more files of the input item to a record',
		action: 'Upload attachment',
	},
	properties: [...targetProperties, ...inputFiles, simplifiedOrRaw, options],
	lane: ANY_ORDER,
	async stream(context, connection, item) {
		const shape = attachmentShape(item);
		const files = filesOf(context, item);
		const target = await perform(connection, findTarget(item));
		const skip = item.collection('options').skipExisting !== false;
		const stored: IDataObject[] = [];
		for (const file of files) stored.push(await attach({ context, connection, target, skip }, file));
		return stored.map(({ uploaded, ...metadata }) => ({ json: { ...shape(metadata), uploaded } }));
	},
};

function filesOf(context: IExecuteFunctions, item: Item): NamedFile[] {
	const names = inputFileNames(item);
	const given = item.collection('options');
	const [fileName, type] = [String(given.fileName ?? '').trim(), String(given.contentType ?? '').trim()];
	if (fileName !== '' && names.length > 1) {
		throw new InputError(
			'File Name',
			`There are ${names.length} files for one name`,
			'Remove the option, or upload one file at a time.',
		);
	}
	return names.map((name) => {
		const binary = context.helpers.assertBinaryData(item.itemIndex, name);
		const extension = binary.fileExtension ? `.${binary.fileExtension}` : '';
		return {
			binary,
			fileName: fileName || binary.fileName || `${name}${extension}`,
			type: type === '' ? ownType(binary.mimeType) : contentType(type),
		};
	});
}

interface Place {
	context: IExecuteFunctions;
	connection: Connection;
	target: Target;
	/** Leave a file out that is there already. */
	skip: boolean;
}

/** Looks before it uploads: the read also proves the sign-in, so that no file is sent in vain. */
async function attach({ context, connection, target, skip }: Place, file: NamedFile): Promise<IDataObject> {
	const { binary, fileName, type } = file;
	const { hash, size } = await digest(context, binary);
	const look = async () => await perform(connection, findSameFiles(target, hash));
	return await inTurn(connection, `${target.sys_id} ${hash}`, async () => {
		const there = await look();
		const same = there.find(({ file_name }) => file_name === fileName);
		if (skip && same !== undefined) return result(same, false);
		const known = new Set(there.map(({ sys_id }) => sys_id));
		const answer = await connection.upload(uploadRequest(target, fileName, type, size), {
			open: async () => await openBinary(context, binary),
			// By its content: ServiceNow may have stored it under a name of its own making.
			find: async () => {
				const arrived = (await look()).find(({ sys_id }) => !known.has(sys_id));
				return arrived && { status: 201, headers: {}, body: { result: arrived } };
			},
		});
		return result(recordOf(answer), true);
	});
}

function uploadRequest(target: Target, file_name: string, type: string, size: number): ApiRequest {
	return {
		method: 'POST',
		path: apiPath`/api/now/attachment/file`,
		query: { table_name: target.table, table_sys_id: target.sys_id, file_name },
		headers: { 'Content-Type': type, 'Content-Length': String(size) },
	};
}

function result(metadata: Metadata, uploaded: boolean): IDataObject {
	return { ...metadata, uploaded };
}
