import type { IDataObject } from 'n8n-workflow';
import { metadataRequest } from '../../domain/attachment/attachment';
import { recordOf } from '../../domain/api/request';
import { attachmentFields, attachmentId } from './chosenAttachment';
import type { Operation } from '../operation';

export const get: Operation = {
	option: {
		name: 'Get',
		description: 'Get what is known of an attachment: name, type, size, record',
		action: 'Get an attachment',
	},
	readOnly: true,
	properties: attachmentFields,
	*run(parameters) {
		const sys_id = yield* attachmentId(parameters);
		return [recordOf(yield metadataRequest(sys_id)) as IDataObject];
	},
};
