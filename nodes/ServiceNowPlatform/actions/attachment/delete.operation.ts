import { apiPath } from '../../domain/api/request';
import { attachmentFields, attachmentId, attachmentLane } from './chosenAttachment';
import type { Operation } from '../operation';

export const deleteAttachment: Operation = {
	option: { name: 'Delete', description: 'Delete an attachment for ever', action: 'Delete an attachment' },
	properties: attachmentFields,
	lane: attachmentLane,
	*run(parameters) {
		const sys_id = yield* attachmentId(parameters);
		yield { method: 'DELETE', path: apiPath`/api/now/attachment/${sys_id}` };
		return [{ deleted: true, sys_id }];
	},
};
