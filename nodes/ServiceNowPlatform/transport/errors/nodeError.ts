import { type INode, type JsonObject, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { adviceFor } from '../../domain/failure/advice';
import { isUndecided } from '../../domain/failure/undecided';
import { ApiFailure } from '../../domain/failure/failure';
import { InputError } from '../../domain/failure/inputError';
import { isTool } from '../../domain/tool';
import { nameOnForm } from './nameOnForm';

/**
 * The one place where an error takes the form that n8n shows: ServiceNow's own message as the title, its detail and what to do as
 * the description, request and answer in the context.
 */
export function toNodeError(node: INode, error: unknown, itemIndex?: number): NodeApiError | NodeOperationError {
	const shown = nodeErrorOf(node, error, itemIndex);
	// The model of an agent is told the message alone.
	if (isTool(node) && shown.description && !shown.message.includes(shown.description))
		shown.message = `${shown.message}\n${shown.description}`;
	return shown;
}

function nodeErrorOf(node: INode, error: unknown, itemIndex?: number): NodeApiError | NodeOperationError {
	const place = itemIndex === undefined ? {} : { itemIndex };
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (error instanceof InputError) {
		return new NodeOperationError(node, `${nameOnForm(node, error.field)}: ${error.message}`, {
			description: error.advice,
			level: 'warning',
			...place,
		});
	}
	if (error instanceof ApiFailure) return apiError(node, error, place);
	return new NodeOperationError(node, error instanceof Error ? error : new Error(String(error)), place);
}

/** What an error says, for an output item. */
export function describe(error: NodeApiError | NodeOperationError): {
	error: string;
	message: string;
	details: JsonObject;
} {
	const { itemIndex, method, path, status, transaction, detail } = error.context as JsonObject;
	const details = {
		itemIndex,
		status,
		detail,
		method,
		path,
		transaction,
		httpCode: error instanceof NodeApiError ? error.httpCode : undefined,
	};
	return {
		error: error.message,
		message: error.description ?? error.message,
		details: Object.fromEntries(
			Object.entries(details).filter(([, value]) => value !== undefined && value !== null),
		) as JsonObject,
	};
}

function apiError(node: INode, { facts }: ApiFailure, place: { itemIndex?: number }): NodeApiError {
	const { method, path, status, transaction, detail, body, before = [] } = facts;
	// Whether it may have been done comes first: it is what keeps people from doing it twice.
	const explained = isUndecided(facts) ? [adviceFor(facts), detail] : [detail, adviceFor(facts)];
	const lines = [
		...explained,
		...(before.length === 0 ? [] : [`Done before for this item: ${before.join('; ')}.`]),
		[method, path].filter(Boolean).join(' '),
		transaction && `Transaction ${transaction}`,
	];
	const description = lines.filter(Boolean).join('\n');
	const title = facts.kind === 'unauthenticated' ? `ServiceNow refused the sign-in: ${facts.message}` : facts.message;
	const error = new NodeApiError(node, { message: title } as JsonObject, {
		message: title,
		description,
		...(status === undefined ? {} : { httpCode: String(status) }),
		level: 'warning',
		...place,
	});
	// n8n replaces some messages by a canned text for the status; the instance's own words say more.
	error.message = title;
	error.description = description;
	Object.assign(error.context, { method, path, status, transaction, detail, data: body });
	return error;
}
