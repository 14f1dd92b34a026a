import { apiPath } from '../../domain/api/request';
import type { Operation } from '../operation';
import { attachmentFields, resolveAttachment, attachmentLane } from './chosenAttachment';

export const deleteAttachment: Operation = {
	option: { name: 'Delete', description: 'Delete an attachment permanently', action: 'Delete attachment' },
	properties: attachmentFields(),
	lane: attachmentLane,
	*run(item) {
		const sys_id = yield* resolveAttachment(item);
		yield { method: 'DELETE', path: apiPath`/api/now/attachment/${sys_id}` };
		return [{ deleted: true, sys_id }];
	},
};
