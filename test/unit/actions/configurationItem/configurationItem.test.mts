import { configurationItem } from '../../../../nodes/ServiceNowPlatform/actions/configurationItem/index.ts';
import type { Operation } from '../../../../nodes/ServiceNowPlatform/actions/operation.ts';
import type { ApiFailure } from '../../../../nodes/ServiceNowPlatform/domain/failure/failure.ts';
import type { ApiRequest, ApiResponse } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { failure, thrown } from '../../support/failures.mts';
import { ok } from '../../support/instance.mts';
import { parametersOf } from '../../support/item.mts';
import { drive } from '../../support/table.mts';

const ID = '46f67787a9fe198101e06dfcf3a78e99';
const OTHER = '3a307c930a0a0bb400353965d0b8861f';
const TYPE = '1a9cb166f1571100a92eb60da2bce5c5';
const INSTANCE = '/api/now/cmdb/instance';
const by = (mode: string, value: string) => ({ mode, value });
const linux = ok({ sys_id: ID, name: 'lnx', sys_class_name: 'cmdb_ci_linux_server' });
const item = { table: by('list', 'cmdb_ci'), record: by('id', ID), dataSource: by('value', 'SCCM') };
const relation = { direction: 'inbound', relationType: by('id', TYPE), target: by('id', OTHER) };
const other = ok({ sys_id: OTHER, name: 'o', sys_class_name: 'cmdb_ci_win_server' });

function run(
	name: keyof typeof configurationItem.operations,
	values: object,
	...answers: Array<ApiResponse | ApiFailure>
) {
	const sent: ApiRequest[] = [];
	const { run: steps } = configurationItem.operations[name] as Operation;
	const begin = () =>
		drive(steps(parametersOf({ ...values })), (request) => {
			sent.push(request);
			const answer = answers[sent.length - 1] ?? ok({});
			if (answer instanceof Error) throw answer;
			return answer;
		});
	return { begin, calls: () => sent.map(({ method, path }) => `${method} ${path}`), sent };
}

describe('The CMDB’s own APIs', () => {
	it('are asked by the item’s real class, however general the class is by which it was named', () => {
		const { begin, calls } = run('get', item, linux);
		begin();
		expect(calls()).toEqual([`GET /api/now/table/cmdb_ci/${ID}`, `GET ${INSTANCE}/cmdb_ci_linux_server/${ID}`]);
	});

	it('are asked by the class that was named where the user may not see the real one', () => {
		const { begin, calls } = run('get', item, ok({ sys_id: ID }));
		begin();
		expect(calls()[1]).toBe(`GET ${INSTANCE}/cmdb_ci/${ID}`);
	});

	it('change an item with the source of the change', () => {
		const fields = { mappingMode: 'defineBelow', value: { name: 'x' } };
		const { begin, sent, calls } = run(
			'update',
			{ ...item, fields, output: 'raw' },
			linux,
			ok({ attributes: { name: 'x' } }),
		);
		expect(begin()).toEqual([{ name: 'x' }]);
		expect(calls()[1]).toBe(`PATCH ${INSTANCE}/cmdb_ci_linux_server/${ID}`);
		expect(sent[1]?.body).toEqual({ attributes: { name: 'x' }, source: 'SCCM' });
	});

	it('add a relation in its direction, once it is sure that there is none', () => {
		const made = { sys_id: 'r', type: { value: TYPE }, target: { value: OTHER } };
		const answer = ok({ inbound_relations: [{ ...made, type: { value: 'x' }, sys_id: 'n' }, made] });
		const { begin, sent, calls } = run('addRelation', { ...item, ...relation }, linux, other, ok([]), answer);
		expect(begin()).toEqual([{ parent: OTHER, child: ID, type: TYPE, sys_id: 'r', added: true }]);
		expect(calls().slice(2)).toEqual([
			'GET /api/now/table/cmdb_rel_ci',
			`POST ${INSTANCE}/cmdb_ci_linux_server/${ID}/relation`,
		]);
		expect(sent[3]?.body).toEqual({ inbound_relations: [{ type: TYPE, target: OTHER }], source: 'SCCM' });
	});

	it('may take a relation without storing it, which is told', () => {
		const { begin } = run('addRelation', { ...item, ...relation }, linux, other, ok([]), ok({}), ok([]));
		expect(thrown(begin)).toMatchObject({ kind: 'not-stored' });
	});

	it('remove each row of a relation', () => {
		const row = { parent: OTHER, child: ID, type: TYPE };
		const rows = ok([
			{ ...row, sys_id: 'r1' },
			{ ...row, sys_id: 'r2' },
		]);
		const { begin, calls } = run('removeRelation', { ...item, ...relation }, linux, other, rows);
		expect(begin()).toEqual([{ ...row, removed: true }]);
		expect(calls().slice(3)).toEqual(
			['r1', 'r2'].map((id) => `DELETE ${INSTANCE}/cmdb_ci_linux_server/${ID}/relation/${id}`),
		);
	});

	const meta = ok({ name: 'c', relationship_rules: [{ parent: 'c', relation_type: TYPE, child: 'd' }] });
	const describing = { table: by('name', 'c'), output: 'simplified', include: ['relationships'] };

	it.each([
		[ok([{ sys_id: TYPE, name: 'Runs on::Runs' }]), 'Runs on::Runs'],
		[ok([]), TYPE],
		[failure('forbidden'), TYPE],
	])('describe a class, relation types by name where the user may read them', (types, relation_type) => {
		const { begin } = run('getClassMetadata', describing, meta, types);
		expect(begin()).toMatchObject([{ relationship_rules: [{ relation_type }] }]);
	});

	it('do not hide another failure behind ids', () => {
		const { begin } = run('getClassMetadata', describing, meta, failure('server'));
		expect(thrown(begin)).toMatchObject({ kind: 'server' });
	});
});

describe('A report to the engine', () => {
	const report = (options: object) => {
		const fields = { mappingMode: 'defineBelow', value: { name: 'x' } };
		const { begin, sent } = run('upsert', { ...item, table: by('name', 'cmdb_ci_server'), fields, options });
		thrown(begin);
		return sent[0];
	};

	it('carries what the options say of the item', () => {
		const request = report({
			source_native_key: ' k ',
			source_feed: 'f',
			source_recency_timestamp: '2026-01-02T03:04:05+01:00',
			settings: ['updateWithoutSwitch'],
			lookup: [{ className: 'CMDB_Serial_Number', values: { serial_number: 7, valid: true } }],
		});
		expect(request?.body).toEqual({
			items: [
				{
					className: 'cmdb_ci_server',
					values: { name: 'x' },
					sys_object_source_info: {
						source_name: 'SCCM',
						source_native_key: 'k',
						source_feed: 'f',
						source_recency_timestamp: '2026-01-02 02:04:05',
					},
					settings: { updateWithoutSwitch: true },
					lookup: [{ className: 'cmdb_serial_number', values: { serial_number: '7', valid: 'true' } }],
				},
			],
			relations: [],
		});
	});

	it('may have what is not complete kept', () => {
		expect(report({ partial_payloads: true })?.query?.options).toContain(
			'partial_payloads:true,partial_commits:true,deduplicate_payloads:true',
		);
	});

	it('fails on an answer that says nothing of the item', () => {
		const fields = { mappingMode: 'defineBelow', value: { name: 'x' } };
		const { begin } = run('upsert', { ...item, table: by('name', 'cmdb_ci_server'), fields }, ok({ items: [] }));
		expect(thrown(begin)).toMatchObject({ kind: 'bad-request' });
	});
});
