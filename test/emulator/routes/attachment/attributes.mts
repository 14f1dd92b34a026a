import { parseObject } from '../../http/content/body.mts';
import { noRecord, ServiceNowError } from '../../errors.mts';
import type { ApiRequest, Context, Route, Row } from '../../types.mts';
import { visible, writable } from './access.mts';

const BASE = '/api/now/attachment/:sys_id/attributes';
const TABLE = 'sys_attachment_attribute';

const pair = ({ key = '', value = '' }: Row) => ({ key, value });

function write({ store }: Context, attachment: string, key: string, value: string): Row {
	const existing = store.one(TABLE, { attachment, key });
	return store.put(TABLE, { ...existing, attachment, key, value });
}

function attribute({ store }: Context, { params }: ApiRequest): Row {
	const row = store.one(TABLE, { attachment: params.sys_id ?? '', key: params.key ?? '' });
	if (!row) throw noRecord();
	return row;
}

export const attributeRoutes: Route[] = [
	{
		name: 'attachment.attributes.list',
		method: 'GET',
		path: BASE,
		access: 'session',
		handle({ params, session }, { store }) {
			const { sys_id: attachment = '' } = visible(store, session, params.sys_id ?? '');
			return { status: 200, body: { result: store.find(TABLE, { attachment }).map(pair) } };
		},
	},
	{
		name: 'attachment.attributes.create',
		method: 'POST',
		path: BASE,
		access: 'session',
		handle(request, context) {
			const { sys_id = '' } = writable(context.store, request.session, request.params.sys_id ?? '', 'Update');
			const { key, value } = parseObject(request);
			if (typeof key !== 'string' || key === '') throw new ServiceNowError(400, 'Missing required parameter', 'key');
			return { status: 201, body: { result: pair(write(context, sys_id, key, String(value ?? ''))) } };
		},
	},
	{
		name: 'attachment.attributes.clear',
		method: 'DELETE',
		path: BASE,
		access: 'session',
		handle({ params, session }, { store }) {
			const { sys_id: attachment = '' } = writable(store, session, params.sys_id ?? '', 'Update');
			for (const row of store.find(TABLE, { attachment })) store.remove(TABLE, row.sys_id ?? '');
			return { status: 204 };
		},
	},
	{
		name: 'attachment.attributes.get',
		method: 'GET',
		path: `${BASE}/:key`,
		access: 'session',
		handle(request, context) {
			visible(context.store, request.session, request.params.sys_id ?? '');
			return { status: 200, body: { result: pair(attribute(context, request)) } };
		},
	},
	{
		name: 'attachment.attributes.update',
		method: 'PUT',
		path: `${BASE}/:key`,
		access: 'session',
		handle(request, context) {
			const { sys_id = '' } = writable(context.store, request.session, request.params.sys_id ?? '', 'Update');
			const { key = '' } = attribute(context, request);
			const { value } = parseObject(request);
			return { status: 200, body: { result: pair(write(context, sys_id, key, String(value ?? ''))) } };
		},
	},
	{
		name: 'attachment.attributes.delete',
		method: 'DELETE',
		path: `${BASE}/:key`,
		access: 'session',
		handle(request, context) {
			writable(context.store, request.session, request.params.sys_id ?? '', 'Update');
			context.store.remove(TABLE, attribute(context, request).sys_id ?? '');
			return { status: 204 };
		},
	},
];
