/** `/api/now/email`: puts a message into the outbox; nothing leaves this machine. */
import { isObject, parseObject } from '../http/content/body.mts';
import { apiForbidden, ServiceNowError } from '../errors.mts';
import type { ApiRequest, ApiResponse, Context, Route, Row, Session, Store } from '../types.mts';
import { fieldNames } from './table/parameters.mts';
import { emailView } from './email/view.mts';

const ROLE = 'email_api_send';
const MOST_RECIPIENTS = 100;

const bad = (detail: string) => new ServiceNowError(400, 'Bad Request', detail);

/** The same for a message that does not exist and one that the caller may not see (documented). */
const forbidden = () =>
	new ServiceNowError(403, 'Access denied', 'The record is not found or you have no access to it');

function checkRole({ roles }: Session): void {
	if (roles.has('admin') || roles.has(ROLE)) return;
	throw apiForbidden();
}

type Body = Record<string, unknown>;

function addresses(body: Body, name: string): string {
	const list = body[name] ?? [];
	if (!Array.isArray(list) || !list.every((each) => typeof each === 'string'))
		throw bad(`${name} is not a list of addresses`);
	if (list.length > MOST_RECIPIENTS) throw bad(`${name} has more than ${MOST_RECIPIENTS} addresses`);
	return list.join(',');
}

function text(body: Body, name: string): string {
	const value = body[name] ?? '';
	if (typeof value !== 'string') throw bad(`${name} is not a text`);
	return value;
}

/** Kept as mail keeps them, one line each. */
function headerLines({ headers = {} }: Body): string {
	if (!isObject(headers)) throw bad('headers is not an object');
	const lines = Object.entries(headers).map(([name, value]) => `${name}:${String(value)}`);
	if (lines.some((line) => /[\r\n]/.test(line))) throw bad('headers contains a line break');
	return lines.join('\n');
}

/** The record that the message is about; table and record only together. */
function target(store: Store, body: Body): Row {
	const [target_table, instance] = [text(body, 'table_name'), text(body, 'table_record_id')];
	if (target_table === '' && instance === '') return {};
	if (target_table === '' || instance === '') throw bad('table_name and table_record_id are needed together');
	if (!store.schema.exists(target_table)) throw bad(`Invalid table ${target_table}`);
	if (!store.one(target_table, { sys_id: instance })) throw bad(`No record ${instance} in ${target_table}`);
	return { target_table, instance };
}

function create(request: ApiRequest, { store }: Context): ApiResponse {
	const { session } = request;
	checkRole(session);
	const body = parseObject(request);
	const to = addresses(body, 'to');
	if (to === '') throw bad('to is required');
	const html = text(body, 'html');
	const { sys_id: id = '' } = store.insert({ ...session, roles: new Set(['admin']) }, 'sys_email', {
		...target(store, body),
		type: 'send-ready',
		state: 'ready',
		mailbox: 'outbox',
		recipients: to,
		direct: to,
		copied: addresses(body, 'cc'),
		blind_copied: addresses(body, 'bcc'),
		subject: text(body, 'subject'),
		importance: text(body, 'importance'),
		headers: headerLines(body),
		body: html,
		body_text: text(body, 'text'),
		content_type: html ? 'multipart/mixed' : 'text/plain',
		user: session.user.email ?? '',
		user_id: session.user.sys_id ?? '',
	});
	const self = `/now/v1/email/${id}`;
	const links = [
		{ rel: 'self', href: self },
		{ rel: 'status', href: `${self}?sysparm_fields=id,type,state,error` },
	];
	return { status: 200, body: { result: { id, links } } };
}

function readable(store: Store, session: Session, sys_id: string): Row {
	try {
		return store.get(session, 'sys_email', sys_id);
	} catch (error) {
		throw error instanceof ServiceNowError ? forbidden() : error;
	}
}

function get(request: ApiRequest, { store }: Context): ApiResponse {
	const row = readable(store, request.session, request.params.id ?? '');
	return { status: 200, body: { result: emailView(row, fieldNames(request)) } };
}

export const emailRoutes: Route[] = [
	{ name: 'email.create', method: 'POST', path: '/api/now/email', access: 'session', handle: create },
	{ name: 'email.get', method: 'GET', path: '/api/now/email/:id', access: 'session', handle: get },
];
