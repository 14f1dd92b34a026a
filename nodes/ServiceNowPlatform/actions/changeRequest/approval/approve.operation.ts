import type { Subject } from '../../../properties/pickers/subject';
import type { Operation } from '../../operation';
import { answer } from './answer';

export function approve(subject: Subject): Operation {
	return {
		option: {
			name: 'Approve',
			description: 'Approve a change request as the signed-in user, who must have been asked for it',
			action: 'Approve change request',
		},
		...answer(subject, 'approved'),
	};
}
