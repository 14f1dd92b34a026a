import { recordOf } from '../../domain/api/request';
import { metadataRequest } from '../../domain/attachment/attachment';
import { simplifiedOrRaw } from '../../properties/output/form';
import type { Operation } from '../operation';
import { attachmentShape } from './attachmentShape';
import { attachmentFields, resolveAttachment } from './chosenAttachment';

export const get: Operation = {
	option: {
		name: 'Get',
		description: 'Get the details of an attachment: name, type, size, record',
		action: 'Get attachment',
	},
	readOnly: true,
	properties: attachmentFields([simplifiedOrRaw]),
	*run(item) {
		const shape = attachmentShape(item);
		const sys_id = yield* resolveAttachment(item);
		return [shape(recordOf(yield metadataRequest(sys_id)))];
	},
};
