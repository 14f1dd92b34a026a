import { raw } from '../../../../nodes/ServiceNowPlatform/domain/encodedQuery';
import { apiPath } from '../../../../nodes/ServiceNowPlatform/domain/api/request';
import fc from 'fast-check';
import { mayHaveBeenDone } from '../../../../nodes/ServiceNowPlatform/domain/failure/undecided.ts';
import { ApiFailure } from '../../../../nodes/ServiceNowPlatform/domain/failure/failure.ts';
import type { ApiRequest, ApiResponse } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import {
	batchOutcomes,
	batchRequest,
	fitting,
	isBatchRefused,
	nextBatchSize,
	sharedSize,
} from '../../../../nodes/ServiceNowPlatform/transport/sending/batch.ts';
import { failure, KINDS } from '../../support/failures.mts';
import { partsOf } from '../../support/instance.mts';

const read: ApiRequest = {
	method: 'GET',
	path: apiPath`/api/now/table/incident`,
	query: { sysparm_query: raw('a=é^b=1&2') },
	expects: 'result',
};
const write = (text = 'x'): ApiRequest => ({ method: 'POST', path: apiPath`/r`, body: { text } });

const base64 = (text: string) => Buffer.from(text).toString('base64');
const batchAnswer = (...serviced_requests: unknown[]): ApiResponse => ({
	status: 200,
	headers: {},
	body: { batch_request_id: '1', serviced_requests, unserviced_requests: [] },
});

const facts = (outcome: unknown) => (outcome instanceof ApiFailure ? outcome.kind : outcome);

describe('batchRequest', () => {
	it('is one POST to the documented version of the path', () => {
		expect(batchRequest([read])).toMatchObject({ method: 'POST', path: apiPath`/api/now/v1/batch` });
	});

	it('numbers the requests and encodes each query once', () => {
		const parts = partsOf(batchRequest([write(), read]).body);
		expect(parts.map(({ id, url }) => [id, url])).toEqual([
			['0', '/r'],
			['1', '/api/now/table/incident?sysparm_query=a%3D%C3%A9%5Eb%3D1%262'],
		]);
	});

	it('carries bodies as base64 of UTF-8, and none where there is none', () => {
		const [first, second] = batchRequest([write('snow ☃ 🚀'), read]).body?.rest_requests as Array<
			Record<string, string>
		>;
		expect(Buffer.from(first?.body ?? '', 'base64').toString('utf8')).toBe('{"text":"snow ☃ 🚀"}');
		expect(second).not.toHaveProperty('body');
	});

	it('gives every request its own Accept and Content-Type, which the envelope’s do not count for', () => {
		const [part] = batchRequest([{ ...read, headers: { 'X-no-response-body': 'true' } }]).body?.rest_requests as Array<{
			headers: unknown;
		}>;
		expect(part?.headers).toEqual([
			{ name: 'Accept', value: 'application/json' },
			{ name: 'Content-Type', value: 'application/json' },
			{ name: 'X-no-response-body', value: 'true' },
		]);
	});

	it('has an id of its own each time', () => {
		const id = () => batchRequest([read]).body?.batch_request_id;
		expect(id()).not.toBe(id());
	});
});

describe('batchOutcomes', () => {
	it('puts the answers in the order of the requests, whatever order they came in', () => {
		const answer = (id: unknown) => ({ id, status_code: 200, body: base64(`{"result":{"id":"${String(id)}"}}`) });
		const outcomes = batchOutcomes([read, read, read], batchAnswer(answer('2'), answer(0), answer('1')));
		expect(outcomes.map((outcome) => (outcome as ApiResponse).body)).toEqual([
			{ result: { id: '0' } },
			{ result: { id: '1' } },
			{ result: { id: '2' } },
		]);
	});

	it.each([
		['is not mentioned', batchAnswer()],
		['has an id that was never given', batchAnswer({ id: '9', status_code: 200 })],
		['got an answer that is no object', batchAnswer(null, 'x', 1)],
		['got no list of answers', { ...batchAnswer(), body: { serviced_requests: '__proto__' } }],
		['got no body', { ...batchAnswer(), body: undefined }],
		['got an empty list', { ...batchAnswer(), body: [] }],
	])('leaves a request in doubt that %s', (_, response) => {
		const [outcome] = batchOutcomes([write()], response);
		expect(outcome instanceof ApiFailure && mayHaveBeenDone(outcome)).toBe(true);
	});

	it.each([
		['its id', ['0']],
		['its id as a number', [0]],
		['an object with its id', [{ id: '0' }]],
	])('takes a request for unserviced that is named by %s', (_, unserviced_requests) => {
		const response = { ...batchAnswer(), body: { serviced_requests: [], unserviced_requests } };
		expect(batchOutcomes([write()], response)).toEqual(['unserviced']);
	});

	it.each([
		[401, 'unauthenticated'],
		[403, 'forbidden'],
		[404, 'not-found'],
		[429, 'rate-limited'],
		[500, 'server'],
	])('judges status %d as %s, with ServiceNow’s own words', (status_code, kind) => {
		const body = base64('{"error":{"message":"its words","detail":null},"status":"failure"}');
		const [outcome] = batchOutcomes([write()], batchAnswer({ id: '0', status_code, body }));
		expect(outcome).toMatchObject({
			facts: { kind, message: 'its words', status: status_code, method: 'POST', path: apiPath`/r` },
		});
	});

	it.each([
		['not JSON', 200, base64('{"result":'), 'not-json'],
		['a page', 200, base64('<html><title>x</title></html>'), 'not-json'],
		['an error beside the result', 200, base64('{"result":[],"error":{"message":"cut"}}'), 'incomplete'],
		['202 and nothing', 202, '', 'not-processed'],
	])('does not take %s for data', (_, status_code, body, kind) => {
		expect(batchOutcomes([read], batchAnswer({ id: '0', status_code, body })).map(facts)).toEqual([kind]);
	});

	it.each([undefined, null, 'x', 0])('does not take an answer with the status %p for a success', (status_code) => {
		const [outcome] = batchOutcomes([write()], batchAnswer({ id: '0', status_code, body: base64('{}') }));
		expect(outcome).toBeInstanceOf(ApiFailure);
	});

	it('takes an answer without a body for what it is', () => {
		const [outcome] = batchOutcomes(
			[{ method: 'DELETE', path: apiPath`/r/1` }],
			batchAnswer({ id: '0', status_code: 204, body: '' }),
		);
		expect(outcome).toEqual({ status: 204, headers: {}, body: undefined });
	});

	it('reads headers where they are given', () => {
		const headers = [{ name: 'Retry-After', value: '3' }];
		const [outcome] = batchOutcomes([read], batchAnswer({ id: '0', status_code: 429, headers, body: '' }));
		expect(outcome).toMatchObject({ facts: { retryAfter: 3 } });
	});
});

describe('fitting', () => {
	it('takes all where all fit', () => {
		expect(fitting([read, read, read], 3)).toBe(3);
		expect(fitting([], 3)).toBe(0);
	});

	it('takes no more than the size', () => {
		expect(fitting(Array(10).fill(read), 4)).toBe(4);
	});

	it('takes a request that alone is too large', () => {
		expect(fitting([write('x'.repeat(5_000_000)), read], 10)).toBe(1);
	});

	it('counts bytes, not characters', () => {
		const large = write('☃'.repeat(1_000_000));
		expect(fitting([large, large], 10)).toBe(1);
	});

	it('stays below the 10 MB that a body may have, base64 included, unless one request alone is larger', () => {
		const text = fc.integer({ min: 0, max: 1_500_000 }).map((length) => 'é'.repeat(length));
		fc.assert(
			fc.property(fc.array(text, { minLength: 1, maxLength: 12 }), (texts) => {
				const requests = texts.map(write);
				const count = fitting(requests, 200);
				expect(count).toBeGreaterThanOrEqual(1);
				const length = JSON.stringify(batchRequest(requests.slice(0, count)).body).length;
				if (count > 1) expect(length).toBeLessThan(10_000_000);
			}),
			{ numRuns: 20 },
		);
	});
});

describe('nextBatchSize', () => {
	it.each([
		[25, 25, 100, 100],
		[25, 25, 0, 100],
		[50, 50, 1000, 200],
		[100, 100, 4000, 100],
		[100, 100, 8000, 50],
		[200, 200, 10, 200],
		[10, 10, 1_000_000, 1],
	])('after %d, of which %d took %d ms, is %d', (size, sent, elapsed, next) => {
		expect(nextBatchSize(size, sent, elapsed)).toBe(next);
	});

	it('is a whole number from 1 to 200, and at most four times what it was', () => {
		const size = fc.integer({ min: 1, max: 200 });
		fc.assert(
			fc.property(size, size, fc.integer({ min: 0, max: 600_000 }), (now, sent, elapsed) => {
				const next = nextBatchSize(now, sent, elapsed);
				expect(Number.isInteger(next)).toBe(true);
				expect(next).toBeGreaterThanOrEqual(1);
				expect(next).toBeLessThanOrEqual(Math.min(200, now * 4));
			}),
		);
	});
});

describe('sharedSize', () => {
	it.each([
		[50, 1000, 3, 50],
		[100, 250, 3, 84],
		[100, 100, 3, 34],
		[50, 60, 3, 25],
		[50, 10, 3, 25],
		[10, 100, 3, 10],
		[100, 100, 1, 100],
	])('of calls of %d, for %d that wait and %d at once, is %d', (size, waiting, parallel, shared) => {
		expect(sharedSize(size, waiting, parallel)).toBe(shared);
	});
});

describe('isBatchRefused', () => {
	it('is true of what tells that nothing was done and nothing will be', () => {
		expect(KINDS.filter((kind) => isBatchRefused(failure(kind)))).toEqual(['forbidden', 'not-found', 'bad-request']);
	});
});
