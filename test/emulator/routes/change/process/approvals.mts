/** `PATCH /change/{sys_id}/approvals`: the caller's own answer to what was asked of them. */
import { ServiceNowError } from '../../../errors.mts';
import type { ApiRequest, ApiResponse, Context } from '../../../types.mts';
import { bodyValues } from '../../table/input.mts';
import { createRecordRenderer, single } from '../record.mts';

const TABLE = 'change_request';
const ANSWERS = ['approved', 'rejected'];

export function answerApprovals(request: ApiRequest, context: Context): ApiResponse {
	const { store } = context;
	const { session } = request;
	const change = store.get(session, TABLE, request.params.sys_id ?? '');
	const sys_id = change.sys_id ?? '';
	const { state = '', comments = '' } = bodyValues(request);
	if (!ANSWERS.includes(state))
		throw new ServiceNowError(400, 'Invalid approval state', 'Valid values: approved, rejected');
	if (state === 'rejected' && comments === '') throw new ServiceNowError(400, 'Comments are required to reject', null);
	const approver = session.user.sys_id ?? '';
	const asked = store.find('sysapproval_approver', { sysapproval: sys_id, approver, state: 'requested' });
	if (asked.length === 0) {
		throw new ServiceNowError(400, 'User is not authorized to approve or reject this change request', null);
	}
	store.transaction(() => {
		for (const row of asked) store.update(session, 'sysapproval_approver', row.sys_id ?? '', { state, comments });
	});
	const render = createRecordRenderer(store, session, TABLE);
	return { status: 200, body: single(context, render(store.get(session, TABLE, sys_id))) };
}
