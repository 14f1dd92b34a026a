import type { ApiRequest } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import {
	type Identification,
	identificationRequest,
} from '../../../../nodes/ServiceNowPlatform/domain/cmdb/identification.ts';
import { payloadJoint } from '../../../../nodes/ServiceNowPlatform/domain/cmdb/payloadJoint.ts';

type Json = Record<string, unknown>;

const host = (sys_id: string) => ({ className: 'cmdb_ci_win_server', values: { sys_id } });
const asked = (name: string, more: Partial<Identification> = {}): Identification => ({
	items: [{ className: 'cmdb_ci_appl', values: { name } }],
	relations: [],
	source: 'SCCM',
	isSimulated: false,
	keepPartial: false,
	withSummary: false,
	...more,
});
const request = (name: string, ...hosts: string[]) => {
	const items = [...asked(name).items, ...hosts.map(host)];
	const relations = hosts.map((_, index) => ({ parent: 0, child: index + 1, type: 'Runs on::Runs' }));
	return identificationRequest(asked(name, { items, relations }));
};
const answer = (items: Json[], relations: Json[] = []) => ({
	status: 200,
	headers: {},
	body: { result: { items, relations } },
});
const outcome = (inputIndices: number[], more: Json = {}) => ({
	operation: 'INSERT',
	sysId: 'x',
	inputIndices,
	...more,
});
const part = (requests: ApiRequest[], items: Json[], relations?: Json[]) =>
	payloadJoint
		.part(requests, answer(items, relations))
		.map((one) => (one === 'apart' ? one : (one.body as Json).result));

describe('identificationRequest', () => {
	it('keeps the failure of one item from the others, and says so of every option', () => {
		expect(identificationRequest(asked('a'))).toMatchObject({
			method: 'POST',
			path: '/api/now/identifyreconcile/enhanced',
			query: {
				sysparm_data_source: 'SCCM',
				options: 'partial_payloads:false,partial_commits:true,deduplicate_payloads:false,generate_summary:false',
			},
			idempotent: true,
			joint: payloadJoint,
		});
	});

	it('asks for what it would do at another place', () => {
		expect(identificationRequest(asked('a', { isSimulated: true })).path).toBe(
			'/api/now/identifyreconcile/queryEnhanced',
		);
	});

	it('goes by itself where a summary is asked for, which is one of the whole payload', () => {
		expect(identificationRequest(asked('a', { withSummary: true }))).not.toHaveProperty('joint');
	});
});

describe('payloadJoint', () => {
	it('puts items and relations of all requests into one payload, a related item of several only once', () => {
		const joined = payloadJoint.join([request('a', 'h1'), request('b'), request('c', 'h2', 'h1')]);
		expect(joined.body).toEqual({
			items: [
				{ className: 'cmdb_ci_appl', values: { name: 'a' } },
				host('h1'),
				{ className: 'cmdb_ci_appl', values: { name: 'b' } },
				{ className: 'cmdb_ci_appl', values: { name: 'c' } },
				host('h2'),
			],
			relations: [
				{ type: 'Runs on::Runs', parent: 0, child: 1 },
				{ type: 'Runs on::Runs', parent: 3, child: 4 },
				{ type: 'Runs on::Runs', parent: 3, child: 1 },
			],
		});
		expect(joined).toMatchObject({ path: request('a').path, query: request('a').query });
		expect(joined).not.toHaveProperty('idempotent');
		expect(joined).not.toHaveProperty('joint');
	});

	it('gives each request the outcomes of its own parts, in whatever order they came', () => {
		const requests = [request('a', 'h1'), request('b', 'h1')];
		const items = [outcome([2], { sysId: 'b' }), outcome([1], { sysId: 'h1' }), outcome([0], { sysId: 'a' })];
		const relations = [outcome([1], { operation: 'NO_CHANGE' }), outcome([0])];
		expect(part(requests, items, relations)).toMatchObject([
			{ items: [{ sysId: 'a', inputIndices: [0] }, { sysId: 'h1' }], relations: [{ operation: 'INSERT' }] },
			{ items: [{ sysId: 'b', inputIndices: [0] }, { sysId: 'h1' }], relations: [{ operation: 'NO_CHANGE' }] },
		]);
	});

	it('gives reports of the same item their common outcome', () => {
		expect(part([request('a'), request('a')], [outcome([0, 1])])).toMatchObject([
			{ items: [{ sysId: 'x' }] },
			{ items: [{ sysId: 'x' }] },
		]);
	});

	it.each(['DUPLICATE_PAYLOAD_RECORDS', 'ABANDONED'])('has %s judged without company', (error) => {
		const failed = outcome([0], { errors: [{ error, message: '' }] });
		expect(part([request('a'), request('b')], [failed, outcome([1])])).toEqual(['apart', expect.anything()]);
	});

	it('has those judged by themselves of which the answer says nothing', () => {
		expect(part([request('a'), request('b')], [outcome([1])])).toEqual(['apart', expect.anything()]);
		expect(payloadJoint.part([request('a')], { status: 200, headers: {}, body: {} })).toEqual(['apart']);
	});

	it('takes other errors for those of the item itself', () => {
		const failed = outcome([0], { errors: [{ error: 'REQUIRED_ATTRIBUTE_EMPTY', message: '' }] });
		expect(part([request('a')], [failed])).toEqual([expect.objectContaining({ items: [expect.anything()] })]);
	});
});
