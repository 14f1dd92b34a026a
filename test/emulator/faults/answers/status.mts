import { STATUS_CODES } from 'node:http';
import { notAuthenticated, ServiceNowError } from '../../errors.mts';
import type { ActionOf } from '../../fault.mts';
import { edgePage } from '../../http/pages.mts';
import type { ApiResponse } from '../../types.mts';
import { aCount, aFlag, aText, mapOf, optional } from '../fields.mts';
import { instead, kind } from '../kind.mts';
import { failure } from './envelope.mts';

const isEdge = ({ status, message }: ActionOf<'status'>) => status > 501 && message === undefined;

function answer(action: ActionOf<'status'>): ApiResponse {
	const { status, message, detail, headers } = action;
	const reason = STATUS_CODES[status] ?? 'Error';
	if (isEdge(action)) return { ...edgePage(status, reason), ...(headers && { headers }) };
	if (message === undefined && status === 401) return failure(notAuthenticated());
	return failure(new ServiceNowError(status, message ?? reason, detail ?? null, headers));
}

export const status = kind<'status'>({
	fields: {
		status: aCount,
		message: optional(aText),
		detail: optional(aText),
		headers: optional(mapOf(aText)),
		work: optional(aFlag),
	},
	start: (action) => instead(() => answer(action), action, isEdge(action)),
});
