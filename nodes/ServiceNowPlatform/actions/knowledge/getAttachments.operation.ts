import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Json } from '../../domain/api/json';
import { apiPath, type ApiRequest, recordOf } from '../../domain/api/request';
import { bytes } from '../../domain/attachment/attachment';
import { articleRequest, filesOf } from '../../domain/knowledge';
import { outputField, outputFieldName } from '../../properties/binary';
import { fetchFile } from '../../transport/files/stream';
import type { Connection } from '../../transport/sending/connection';
import type { StreamingOperation } from '../operation';
import { arranged, filesOutput } from '../steps/files';
import { articleField, resolveArticle } from './article';

const downloadField: INodeProperties = {
	displayName: 'Download',
	name: 'download',
	type: 'boolean',
	default: true,
	description: 'Whether to fetch the files themselves, and not only their names and sizes',
};

const forDownload = (field: INodeProperties) => ({ ...field, displayOptions: { show: { download: [true] } } });

export const getAttachments: StreamingOperation = {
	option: {
		name: 'Get Attachments',
		description: 'Get the files of an article that it shows to its readers',
		action: 'Get attachments of knowledge article',
	},
	readOnly: true,
	properties: [articleField, downloadField, forDownload(filesOutput), forDownload(outputField)],
	async stream(context, connection, item) {
		const id = resolveArticle(item);
		const isWanted = item.flag('download');
		const field = isWanted ? outputFieldName(item) : '';
		const article = recordOf(await connection.send(articleRequest(id)));
		const [sys_id, number] = [String(article.sys_id), String(article.number ?? '')];
		const files = filesOf(article).map((file) => ({ ...file, article: sys_id, article_number: number }));
		if (!isWanted) return files.map((json) => ({ json }));
		return await arranged(files, {
			field,
			isOneItem: item.text('outputItems') === 'fields',
			about: { article: sys_id, article_number: number },
			fetch: async (file, place) => await fetchOne(context, connection, file, place),
		});
	},
};

/** By way of the article: who may read it need not have a right on the table that holds it. */
async function fetchOne(
	context: IExecuteFunctions,
	connection: Connection,
	file: Json & { article: string },
	field: string,
): Promise<INodeExecutionData> {
	const sys_id = String(file.sys_id);
	const request: ApiRequest = {
		method: 'GET',
		path: apiPath`/api/sn_km_api/knowledge/articles/${file.article}/attachments/${sys_id}`,
		headers: { Accept: '*/*' },
	};
	const { binary } = await fetchFile(context, connection, request, ({ headers }) => ({
		fileName: String(file.file_name ?? sys_id),
		mimeType: headers['content-type'],
		size: bytes(file.size_bytes),
	}));
	return { json: file as INodeExecutionData['json'], binary: { [field]: binary } };
}
