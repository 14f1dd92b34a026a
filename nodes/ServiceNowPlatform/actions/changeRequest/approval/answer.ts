import type { INodeProperties } from 'n8n-workflow';
import { ApiFailure } from '../../../domain/failure/failure';
import { listRequest } from '../../../domain/api/listRequest';
import { apiPath, type ApiRequest, attempt, recordsOf, type Steps } from '../../../domain/api/request';
import { changeAnswer } from '../../../domain/change/answer';
import { encoded } from '../../../domain/encodedQuery';
import { findSysId } from '../../../domain/records/lookup';
import { recordLane, recordOfSubject, recordProperties, type Subject } from '../../../properties/pickers/subject';
import { requiredText } from '../../../properties/values/work';
import { outputFieldsWithoutView } from '../../../properties/output/output';
import { valuesOption } from '../../../properties/output/read';
import { optionsField } from '../../../properties/values/write';
import type { Lane, Operation } from '../../operation';
import { answerShape } from '../answerOptions';

/** Enough to name them. */
const MOST = 20;

function commentsField(required: boolean): INodeProperties {
	return {
		displayName: 'Comments',
		name: 'comments',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		required,
		placeholder: required ? 'e.g. The backout plan is missing' : 'e.g. Reviewed with the network team',
		description: required ? 'Why it is rejected; ServiceNow requires a reason' : 'What goes with the approval',
	};
}

/** How the signed-in user answers a request for approval: the part that both answers share. */
export function answer(
	subject: Subject,
	state: 'approved' | 'rejected',
): Pick<Operation, 'properties' | 'run'> & { lane: Lane } {
	const isRejection = state === 'rejected';
	return {
		properties: [
			...recordProperties(subject),
			commentsField(isRejection),
			...outputFieldsWithoutView,
			optionsField([valuesOption]),
		],
		lane: recordLane(subject),
		*run(item) {
			const { table, key } = recordOfSubject(subject, item);
			const comments = isRejection
				? requiredText(item, 'comments', 'Comments', 'Say why the change request is rejected.')
				: item.text('comments');
			const shape = answerShape(item);
			const sys_id = yield* findSysId(table, key);
			const request: ApiRequest = {
				method: 'PATCH',
				path: apiPath`/api/sn_chg_rest/change/${sys_id}/approvals`,
				body: { state, ...(comments === '' ? {} : { comments }) },
			};
			const response = yield* attempt(request);
			if (response instanceof ApiFailure) throw yield* addApprovers(response, sys_id);
			return [shape(changeAnswer(request, response).record)];
		},
	};
}

/** The failure, with those who are still asked, where it is a refusal. */
function* addApprovers(failure: ApiFailure, sys_id: string): Steps<ApiFailure> {
	if (failure.kind !== 'bad-request' && failure.kind !== 'forbidden') return failure;
	const query = encoded`sysapproval=${sys_id}^state=requested`;
	const list = listRequest('sysapproval_approver', query, ['approver'], MOST);
	const response = yield* attempt({ ...list, query: { ...list.query, sysparm_display_value: 'true' } });
	if (response instanceof ApiFailure) return failure;
	const names = recordsOf(response).map(({ approver }) => String(approver));
	return new ApiFailure({
		...failure.facts,
		detail: [
			failure.facts.detail,
			names.length === 0 ? 'Nobody is asked to approve it at the moment.' : `Still asked: ${names.join(', ')}.`,
		]
			.filter(Boolean)
			.join('\n'),
		advice: 'Only who is still asked can answer, for themselves: use a credential of such a user.',
	});
}
