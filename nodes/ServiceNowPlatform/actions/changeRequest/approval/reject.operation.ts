import type { Subject } from '../../../properties/pickers/subject';
import type { Operation } from '../../operation';
import { answer } from './answer';

export function reject(subject: Subject): Operation {
	return {
		option: {
			name: 'Reject',
			description: 'Reject a change request as the signed-in user, who must have been asked to approve it',
			action: 'Reject change request',
		},
		...answer(subject, 'rejected'),
	};
}
