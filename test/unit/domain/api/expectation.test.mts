import { apiPath } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { judge } from '../../../../nodes/ServiceNowPlatform/domain/api/answer.ts';
import { mayHaveBeenDone } from '../../../../nodes/ServiceNowPlatform/domain/failure/undecided.ts';
import { ApiFailure } from '../../../../nodes/ServiceNowPlatform/domain/failure/failure.ts';
import type { ApiRequest } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';

const ID = '46f67787a9fe198101e06dfcf3a78e99';
const OTHER = '9d385017c611228701d22104cc95c371';
const list: ApiRequest = { method: 'GET', path: apiPath`/api/now/table/incident` };
const one: ApiRequest = { method: 'GET', path: apiPath`/api/now/table/incident/${ID}` };
const some: ApiRequest = { ...one, query: { sysparm_fields: 'number' } };
const view: ApiRequest = { ...one, query: { sysparm_view: 'mobile' } };
const insert: ApiRequest = {
	method: 'POST',
	path: apiPath`/api/now/table/incident`,
	creates: { table: 'incident', sys_id: ID },
};
const update: ApiRequest = { method: 'PATCH', path: apiPath`/api/now/table/incident/${ID}` };
const remove: ApiRequest = { method: 'DELETE', path: apiPath`/api/now/table/incident/${ID}` };
const aggregate: ApiRequest = { method: 'GET', path: apiPath`/api/now/stats/incident` };
const change: ApiRequest = { method: 'POST', path: apiPath`/api/sn_chg_rest/change/normal` };
const files: ApiRequest = { method: 'GET', path: apiPath`/api/now/attachment` };
const upload: ApiRequest = { method: 'POST', path: apiPath`/api/now/attachment/file` };
const grouped: ApiRequest = { ...aggregate, query: { sysparm_count: 'true', sysparm_group_by: 'state' } };
const catalogItem: ApiRequest = { method: 'GET', path: apiPath`/api/sn_sc/servicecatalog/items/${ID}` };
const cart: ApiRequest = { method: 'GET', path: apiPath`/api/sn_sc/servicecatalog/cart` };
const order: ApiRequest = { method: 'POST', path: apiPath`/api/sn_sc/servicecatalog/items/${ID}/order_now` };
const guide: ApiRequest = { method: 'PUT', path: apiPath`/api/sn_sc/servicecatalog/items/${ID}/submit_guide` };
const states: ApiRequest = { method: 'GET', path: apiPath`/api/sn_chg_rest/change/${ID}/nextstates` };
const ci: ApiRequest = { method: 'PATCH', path: apiPath`/api/now/cmdb/instance/cmdb_ci/${ID}` };
const mail: ApiRequest = { method: 'POST', path: apiPath`/api/now/v1/email` };
const article: ApiRequest = { method: 'GET', path: apiPath`/api/sn_km_api/knowledge/articles/${ID}` };
const staged: ApiRequest = { method: 'POST', path: apiPath`/api/now/import/u_x` };
const search: ApiRequest = { method: 'GET', path: apiPath`/api/sn_sc/servicecatalog/items` };
const any: ApiRequest = { method: 'POST', path: apiPath`/api/x/y`, text: true };
const job: ApiRequest = { method: 'POST', path: apiPath`/api/now/import/u_x/insertMultiple`, expects: 'job' };

const outcome = (request: ApiRequest, status: number, body?: unknown) => judge(request, { status, headers: {}, body });
const record = (sys_id: unknown = ID) => ({ result: { sys_id, number: 'INC1' } });

describe('An answer that holds what was asked for', () => {
	it.each<[string, ApiRequest, number, unknown]>([
		['a list', list, 200, { result: [] }],
		['the record', one, 200, record()],
		['the record, its id in capitals', one, 200, record(ID.toUpperCase())],
		['the record with both forms of its values', one, 200, record({ value: ID, display_value: ID })],
		['chosen fields', some, 200, { result: { number: 'INC1' } }],
		['what a view shows', view, 200, { result: { number: 'INC1' } }],
		['a new record', insert, 201, record()],
		['a new record that kept an id of its own', insert, 201, record(OTHER)],
		['a changed record', update, 200, record()],
		['nothing', remove, 204, undefined],
		['a deletion that says so', remove, 200, { result: { status: 'deleted' } }],
		['figures', aggregate, 200, { result: { stats: { count: '0' } } }],
		['figures by group', grouped, 200, { result: [] }],
		['a change in a list', change, 200, { result: [{ sys_id: { value: ID } }] }],
		['no item of the catalog', search, 200, { result: [] }],
		['what a guide proposes', guide, 200, { result: [] }],
		['a change', change, 200, { result: { sys_id: { value: ID } } }],
		['files', files, 200, { result: [] }],
		['a stored file', upload, 201, record(OTHER)],
		['whatever an unknown API says', any, 200, { message: 'ok' }],
		['nothing of an unknown API', any, 204, undefined],
		['an unknown API that has begun', any, 202, { job: '7' }],
		['a job that has begun', job, 202, { result: { sys_id: ID } }],
	])('is data: %s', (_, request, status, body) => {
		expect(outcome(request, status, body)).not.toBeInstanceOf(ApiFailure);
	});
});

describe('An answer in place of what was asked for', () => {
	const reads = { list, one, some, view, aggregate, files };
	const writes = { insert, update, change, upload };
	const bodies: unknown[] = [undefined, {}, [], null, 5, true, { message: 'maintenance' }, { result: null }];

	it.each(
		Object.entries({ ...reads, ...writes }).flatMap(([name, request]) =>
			bodies.map((body) => [name, body, request] as const),
		),
	)('is none: %s answered with 200 %j', (_, body, request) => {
		expect(outcome(request, 200, body)).toBeInstanceOf(ApiFailure);
	});

	it('may be an empty cart, of which nobody has written down what is told', () => {
		expect(outcome(cart, 200, { result: {} })).not.toBeInstanceOf(ApiFailure);
	});

	const objects = { aggregate, catalogItem, order, states, ci, mail, article };
	const lists = { list, files, grouped, guide, staged, search };
	const forms = [
		...Object.entries(objects).map(([name, request]) => ({ name, request, results: [{}, [], [{}], 'done', 5, true] })),
		...Object.entries(lists).map(([name, request]) => ({ name, request, results: [{}, [null], 'done', 5, true] })),
	];

	it.each(forms)('is none: $name answered with a result of another form', ({ request, results }) => {
		for (const result of results) expect(outcome(request, 200, { result })).toBeInstanceOf(ApiFailure);
	});

	it.each<[string, ApiRequest, number, unknown]>([
		['a record in place of a list', list, 200, record()],
		['a list in place of a record', one, 200, { result: [{ sys_id: ID }] }],
		['a record without the id that was asked for', one, 200, { result: { number: 'INC1' } }],
		['a record with an empty id', one, 200, record('')],
		['another record', one, 200, record(OTHER)],
		['another record, changed', update, 200, record(OTHER)],
		['a read answered with 201', list, 201, { result: [] }],
		['a read answered with 204', list, 204, undefined],
		['a write answered with 204', update, 204, undefined],
		['an insert that was queued', insert, 202, {}],
		['a record that was queued', insert, 202, record()],
		['a page of a list that was queued', list, 202, { result: [] }],
		['a deletion that was queued', remove, 202, {}],
		['a deletion that says something else', remove, 200, { message: 'maintenance' }],
		['a deletion that says nothing in JSON', remove, 200, {}],
		['a job that names nothing', job, 202, {}],
		['an unknown API that queued it', any, 202, undefined],
	])('is none: %s', (_, request, status, body) => {
		expect(outcome(request, status, body)).toBeInstanceOf(ApiFailure);
	});

	it.each(Object.entries(writes))('leaves in doubt whether it was done: %s', (_, request) => {
		for (const body of [undefined, {}, { result: null }]) {
			const found = outcome(request, 200, body);
			expect(found instanceof ApiFailure && mayHaveBeenDone(found)).toBe(true);
		}
	});
});
