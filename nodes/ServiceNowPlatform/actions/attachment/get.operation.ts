import { recordOf } from '../../domain/api/request';
import { metadataRequest } from '../../domain/attachment/attachment';
import type { Operation } from '../operation';
import { attachmentFields, attachmentId } from './chosenAttachment';

export const get: Operation = {
	option: {
		name: 'Get',
		description: 'Get what is known of an attachment: name, type, size, record',
		action: 'Get an attachment',
	},
	readOnly: true,
	properties: attachmentFields,
	*run(item) {
		const sys_id = yield* attachmentId(item);
		return [recordOf(yield metadataRequest(sys_id))];
	},
};
