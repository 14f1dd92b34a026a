import { raw } from '../../../../nodes/ServiceNowPlatform/domain/encodedQuery';
import { apiPath } from '../../../../nodes/ServiceNowPlatform/domain/api/request';
import { ApiFailure } from '../../../../nodes/ServiceNowPlatform/domain/failure/failure.ts';
import { InputError } from '../../../../nodes/ServiceNowPlatform/domain/failure/inputError.ts';
import type { ApiRequest } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { transmit } from '../../../../nodes/ServiceNowPlatform/transport/sending/http.ts';
import { answered, FakeContext, networkError, token } from '../../support/context.mts';
import { rejection } from '../../support/failures.mts';

const read: ApiRequest = {
	method: 'GET',
	path: apiPath`/api/now/table/incident`,
	query: { sysparm_query: raw('a=1^b>2 & c') },
};
const write: ApiRequest = { method: 'PATCH', path: apiPath`/api/now/table/incident/1`, body: { state: '2' } };
const living = () => token('old', 1000, 1800);
const go = async (n8n: FakeContext, request: ApiRequest = read) => await transmit(n8n.line, request);

describe('transmit', () => {
	it('encodes each query value once', async () => {
		const n8n = new FakeContext({ token: living() });
		await go(n8n);
		expect(n8n.requests[0]?.url).toBe(
			'https://dev12345.service-now.com/api/now/table/incident?sysparm_query=a%3D1%5Eb%3E2%20%26%20c',
		);
	});

	it('asks for JSON, follows no redirect and leaves every status to itself', async () => {
		const n8n = new FakeContext({ token: living() });
		await go(n8n);
		expect(n8n.requests[0]).toMatchObject({
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
			returnFullResponse: true,
		});
	});

	it('sends the body as JSON text, and a content type only with one', async () => {
		const n8n = new FakeContext({ token: living() });
		await go(n8n, write);
		await go(n8n, read);
		expect(n8n.requests.map(({ body, headers }) => [body, headers?.['Content-Type']])).toEqual([
			['{"state":"2"}', 'application/json'],
			[undefined, undefined],
		]);
	});

	it('sends a file in place of JSON', async () => {
		const n8n = new FakeContext({ token: living() });
		const content = Buffer.from('bytes');
		const headers = { 'Content-Type': 'text/plain' };
		await transmit(n8n.line, { method: 'POST', path: apiPath`/api/now/attachment/file`, headers }, { content });
		expect(n8n.requests).toMatchObject([{ body: content, headers: { 'Content-Type': 'text/plain' } }]);
	});

	it('gives headers in lower case, and no body where there is none', async () => {
		const n8n = new FakeContext({ token: living(), answer: () => answered(204, '', { 'X-Total-Count': 5 }) });
		expect(await go(n8n, { ...write, method: 'DELETE' })).toEqual({
			status: 204,
			headers: { 'x-total-count': '5' },
			body: undefined,
		});
	});

	it('judges an answer, and hands over one that is to come as a stream as it is', async () => {
		const answer = () => answered(404, { error: { message: 'No Record found' } });
		expect(await go(new FakeContext({ token: living(), answer }))).toMatchObject({ kind: 'not-found' });
		const n8n = new FakeContext({ token: living(), answer });
		expect(await transmit(n8n.line, read, { isStreamed: true })).toMatchObject({ status: 404 });
		expect(n8n.requests).toMatchObject([{ encoding: 'stream' }]);
	});

	it('gives trouble of the network as a failure of this request', async () => {
		const failure = await go(new FakeContext({ token: living(), answer: () => networkError('ECONNRESET') }));
		expect(failure).toBeInstanceOf(ApiFailure);
		expect(failure).toMatchObject({ kind: 'lost', facts: { method: 'GET', path: apiPath`/api/now/table/incident` } });
	});

	it('does not take for a lost answer what could not even be written down', async () => {
		const n8n = new FakeContext({ token: living() });
		const error = await rejection(go(n8n, { ...write, query: { sysparm_view: 'half \ud83d' } }));
		expect(error).toBeInstanceOf(InputError);
		expect(n8n.requests).toHaveLength(0);
	});
});
