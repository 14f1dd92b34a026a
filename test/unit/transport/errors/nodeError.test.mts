import { type INode, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { InputError } from '../../../../nodes/ServiceNowPlatform/domain/failure/inputError.ts';
import { describe as described, toNodeError } from '../../../../nodes/ServiceNowPlatform/transport/errors/nodeError.ts';
import { failure, KINDS } from '../../support/failures.mts';

const node: INode = { id: '1', name: 'ServiceNow', typeVersion: 1, type: 't', position: [0, 0], parameters: {} };
const facts = {
	message: 'Operation Failed',
	detail: 'ACL Exception Update Failed due to security constraints',
	status: 403,
	method: 'PATCH',
	path: '/api/now/table/incident/1',
	transaction: 'abc123',
	body: { error: { message: 'Operation Failed' } },
};

describe('toNodeError', () => {
	it('has ServiceNow’s message as the title, and detail, advice, request and transaction below it', () => {
		const error = toNodeError(node, failure('forbidden', facts), 3);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: 'Operation Failed',
			httpCode: '403',
			context: { itemIndex: 3, status: 403, transaction: 'abc123' },
		});
		const lines = error.description?.split('\n');
		expect(lines?.[0]).toBe(facts.detail);
		expect(lines?.slice(2)).toEqual(['PATCH /api/now/table/incident/1', 'Transaction abc123']);
	});

	it.each([...KINDS])('keeps the words of %s, whatever n8n has for that status', (kind) => {
		for (const status of [undefined, 400, 401, 403, 404, 429, 500, 503]) {
			const error = toNodeError(
				node,
				failure(kind, { message: 'its own words', ...(status === undefined ? {} : { status }) }),
			);
			expect(error.message).toContain('its own words');
		}
	});

	it('makes a refusal of input an operation error with its field', () => {
		const error = toNodeError(node, new InputError('Table', 'No table is given', 'Choose one.'), 0);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({
			message: 'Table: No table is given',
			description: 'Choose one.',
			context: { itemIndex: 0 },
		});
	});

	it.each([
		['caller_id', 'Caller (caller_id)'],
		['state', 'State (state)'],
		['number', 'number'],
		['Table', 'Table'],
	])('names %s as the form does: %s', (field, shown) => {
		const schema = [
			{ id: 'caller_id', displayName: 'Caller* (name, email, ID)' },
			{ id: 'state', displayName: 'State [state]' },
			{ id: 'number', displayName: 'number' },
		];
		const parameters = { resource: 'incident', table: null, fields: { mappingMode: 'defineBelow', schema } };
		const error = toNodeError({ ...node, parameters }, new InputError(field, 'Wrong', 'Mend it.'));
		expect(error.message).toBe(`${shown}: Wrong`);
	});

	it('leaves n8n’s own errors as they are', () => {
		const own = new NodeOperationError(node, 'x');
		expect(toNodeError(node, own)).toBe(own);
	});

	it.each([[new RangeError('x')], ['x'], [undefined], [null]])('survives that %p was thrown', (what) => {
		expect(toNodeError(node, what)).toBeInstanceOf(NodeOperationError);
	});
});

describe('describe', () => {
	it('says what failed, what to do, and the details', () => {
		expect(Object.keys(described(toNodeError(node, failure('forbidden', facts))))).toEqual([
			'error',
			'message',
			'details',
		]);
	});

	it('tells what is known, and nothing that is not', () => {
		expect(described(toNodeError(node, failure('lost'), 2)).details).toEqual({ itemIndex: 2 });
		expect(described(toNodeError(node, failure('forbidden', facts), 2)).details).toEqual({
			itemIndex: 2,
			status: 403,
			detail: facts.detail,
			method: 'PATCH',
			path: facts.path,
			transaction: 'abc123',
			httpCode: '403',
		});
	});

	it('can be stored as JSON', () => {
		const value = described(toNodeError(node, failure('forbidden', facts), 2));
		expect(JSON.parse(JSON.stringify(value))).toEqual(value);
	});
});
