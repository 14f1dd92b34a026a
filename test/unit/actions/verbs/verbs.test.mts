import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../../../nodes/ServiceNowPlatform/actions/operation.ts';
import { findOperation } from '../../../../nodes/ServiceNowPlatform/actions/resources.ts';
import type { ApiRequest, ApiResponse } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { thrown } from '../../support/failures.mts';
import { ok } from '../../support/instance.mts';
import { parametersOf } from '../../support/item.mts';
import { drive } from '../../support/table.mts';

const ID = '46f67787a9fe198101e06dfcf3a78e99';
const byId = { record: { mode: 'id', value: ID } };
const byNumber = { record: { mode: 'number', value: 'INC0010001' } };
const fields = { fields: { mappingMode: 'defineBelow', value: { state: 2 } } };
const found = ok([{ sys_id: ID, number: 'INC0010001' }]);

function run(name: string, values: Record<string, unknown>, ...answers: ApiResponse[]) {
	const [resource = '', verb = ''] = name.split(' ');
	const sent: ApiRequest[] = [];
	const operation = findOperation(resource, verb) as Operation;
	const begin = (): IDataObject[] =>
		drive(operation.run(parametersOf(values)), (request) => {
			sent.push(request);
			return answers[sent.length - 1] ?? ok({});
		});
	return { sent, begin, lane: () => operation.lane?.(parametersOf(values)) };
}

describe('create', () => {
	it('chooses the sys_id itself, so that one can look for the record', () => {
		const { begin, sent } = run('incident create', fields, ok({ number: 'INC1' }, 201));
		expect(begin()).toEqual([{ number: 'INC1' }]);
		const [request] = sent;
		expect(request).toMatchObject({ method: 'POST', path: '/api/now/table/incident', body: { state: '2' } });
		expect(request?.body?.sys_id).toMatch(/^[0-9a-f]{32}$/);
		expect(request?.creates).toEqual({ table: 'incident', sys_id: request?.body?.sys_id });
	});

	it('chooses another one each time', () => {
		const id = () => {
			const { begin, sent } = run('incident create', fields);
			begin();
			return sent[0]?.body?.sys_id;
		};
		expect(id()).not.toBe(id());
	});

	it('keeps a sys_id that the user gives', () => {
		const { begin, sent } = run('incident create', { fields: { value: { sys_id: ID } } });
		begin();
		expect(sent[0]).toMatchObject({ body: { sys_id: ID }, creates: { sys_id: ID } });
	});

	it.each(['..', 'a/b', 'x^y'])('refuses %j as a sys_id before any request', (sys_id) => {
		const { begin, sent } = run('incident create', { fields: { value: { sys_id } } });
		expect(thrown(begin)).toMatchObject({ name: 'InputError' });
		expect(sent).toEqual([]);
	});

	it('takes display values when asked to', () => {
		const { begin, sent } = run('incident create', { ...fields, options: { sysparm_input_display_value: true } });
		begin();
		expect(sent[0]?.query).toMatchObject({ sysparm_input_display_value: 'true' });
	});

	it('has no lane: each makes a record of its own', () => {
		expect(run('incident create', fields).lane()).toBeUndefined();
	});
});

describe('get', () => {
	it('asks for the record by its sys_id', () => {
		const { begin, sent } = run('incident get', byId, ok({ number: 'INC1' }));
		expect(begin()).toEqual([{ number: 'INC1' }]);
		expect(sent[0]).toMatchObject({ method: 'GET', path: `/api/now/table/incident/${ID}` });
	});

	it('finds it by its number in one request', () => {
		const { begin, sent } = run('incident get', byNumber, found);
		expect(begin()).toEqual([{ sys_id: ID, number: 'INC0010001' }]);
		expect(sent).toHaveLength(1);
	});
});

describe('update', () => {
	it('changes the record, in one request where the sys_id is given', () => {
		const { begin, sent } = run('incident update', { ...byId, ...fields });
		begin();
		expect(sent).toEqual([
			expect.objectContaining({ method: 'PATCH', path: `/api/now/table/incident/${ID}`, body: { state: '2' } }),
		]);
	});

	it('looks the sys_id up by the number', () => {
		const { begin, sent } = run('incident update', { ...byNumber, ...fields }, found);
		begin();
		expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
			'GET /api/now/table/incident',
			`PATCH /api/now/table/incident/${ID}`,
		]);
	});

	it('sends nothing when there is nothing to write', () => {
		const { begin, sent } = run('incident update', { ...byNumber, fields: { value: {} } });
		expect(thrown(begin)).toMatchObject({ name: 'InputError' });
		expect(sent).toEqual([]);
	});
});

describe('delete', () => {
	it('deletes the record and says which', () => {
		const { begin, sent } = run('incident delete', byId, { status: 204, headers: {}, body: undefined });
		expect(begin()).toEqual([{ deleted: true, sys_id: ID }]);
		expect(sent[0]).toEqual({ method: 'DELETE', path: `/api/now/table/incident/${ID}` });
	});

	it.each(['', ' ', '..', 'x'])('sends nothing for the sys_id %j', (value) => {
		const { begin, sent } = run('incident delete', { record: { mode: 'id', value } });
		expect(thrown(begin)).toMatchObject({ name: 'InputError' });
		expect(sent).toEqual([]);
	});

	it('deletes nothing when the number is not there', () => {
		const { begin, sent } = run('incident delete', byNumber, ok([]));
		expect(thrown(begin)).toMatchObject({ kind: 'not-found' });
		expect(sent).toHaveLength(1);
	});
});

describe('lanes', () => {
	it.each(['update', 'delete'])('of %s join items that name the same record of the same table', (verb) => {
		const lane = (values: Record<string, unknown>) => run(`record ${verb}`, values).lane();
		const table = { table: { mode: 'list', value: 'problem' } };
		expect(lane({ ...table, ...byId })).toBe(lane({ ...table, record: { mode: 'id', value: ID.toUpperCase() } }));
		expect(lane({ ...table, ...byId })).not.toBe(lane({ table: { mode: 'list', value: 'incident' }, ...byId }));
		expect(lane({ ...table, ...byId })).not.toBe(lane({ ...table, ...byNumber }));
	});
});

describe('getAll', () => {
	const list = (values: Record<string, unknown>) => {
		const { begin, sent } = run('incident getAll', values, ok([{ sys_id: ID }]));
		return { result: begin, sent, query: () => (begin(), sent[0]?.query) };
	};

	it('pages by key where no order is asked for', () => {
		expect(list({ limit: 1, options: { sysparm_query: ' active=true ' } }).query()).toMatchObject({
			sysparm_query: 'active=true^ORDERBYsys_id',
			sysparm_limit: '1',
		});
	});

	it.each([
		[
			{ options: { sort: { fields: [{ field: 'opened_at', direction: 'ORDERBYDESC' }, { field: 'number' }] } } },
			'ORDERBYDESCopened_at^ORDERBYnumber^ORDERBYsys_id',
		],
		[{ options: { sysparm_query: 'a=1^ORDERBYDESCnumber' } }, 'a=1^ORDERBYDESCnumber^ORDERBYsys_id'],
		[{ options: { sysparm_query: 'ORDERBYnumber' } }, 'ORDERBYnumber^ORDERBYsys_id'],
	])('pages by offset where one is: %j', (values, sysparm_query) => {
		expect(list({ limit: 1, ...values }).query()).toMatchObject({ sysparm_query, sysparm_offset: '0' });
	});

	it.each([
		{ limit: 0 },
		{ limit: -1 },
		{ limit: 'x' },
		{},
		{ limit: 1, options: { sort: { fields: [{ field: 'a^b' }] } } },
		{ limit: 1, options: { sort: { fields: [{}] } } },
	])('sends nothing for %j', (values) => {
		const { result, sent } = list(values);
		expect(thrown(result)).toMatchObject({ name: 'InputError' });
		expect(sent).toEqual([]);
	});

	it('does not need a limit to return all', () => {
		const { begin, sent } = run('incident getAll', { returnAll: true }, ok([]), ok([]));
		expect(begin()).toEqual([]);
		expect(sent[0]?.query?.sysparm_limit).toBe('1000');
	});
});
