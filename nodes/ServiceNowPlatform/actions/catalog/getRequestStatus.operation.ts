import { readRequestStatus } from '../../domain/catalog/requestStatus';
import { REQUEST } from '../../properties/pickers/catalogKinds';
import { locator, resolveLocator } from '../../properties/pickers/locator';
import type { Operation } from '../operation';

export const getRequestStatus: Operation = {
	option: {
		name: 'Get Request Status',
		description: 'Get how far a request is: its items and tasks, their stages, states and approvals, and what is open',
		action: 'Get status of request',
	},
	readOnly: true,
	properties: [
		locator(REQUEST, {
			name: 'request',
			description: 'A request (REQ), or one of its requested items (RITM), by number, sys_id or address',
		}),
	],
	*run(item) {
		return [yield* readRequestStatus(resolveLocator(item, REQUEST, 'request'))];
	},
};
