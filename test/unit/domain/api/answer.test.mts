import { apiPath } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { raw } from '../../../../nodes/ServiceNowPlatform/domain/encodedQuery.ts';
import { judge } from '../../../../nodes/ServiceNowPlatform/domain/api/answer.ts';
import { ApiFailure } from '../../../../nodes/ServiceNowPlatform/domain/failure/failure.ts';
import type { ApiRequest } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';

const request: ApiRequest = {
	method: 'GET',
	path: apiPath`/api/now/table/incident`,
	query: { sysparm_query: raw('secret=1') },
	expects: 'result',
};
const read = (status: number, body?: unknown, headers: Record<string, string> = {}) =>
	judge(request, { status, headers, body });
const problem = (status: number, body?: unknown, headers: Record<string, string> = {}): ApiFailure => {
	const judged = read(status, body, headers);
	if (judged instanceof ApiFailure) return judged;
	throw new Error(`${status} ${JSON.stringify(body)} was taken for data`);
};
const page = (title: string, rest = '') =>
	`<!DOCTYPE html>\n<html><head><title>${title}</title></head><body>${rest}</body></html>`;
const envelope = (message: unknown, detail: unknown = null) => ({ error: { message, detail }, status: 'failure' });

describe('judge', () => {
	it.each([
		[200, { result: [] }],
		[200, { result: { error: { message: 'a field of the record' } } }],
		[200, { result: 'text', error: null }],
	])('takes %d %j for data', (status, body) => {
		expect(read(status, body)).toEqual({ status, headers: {}, body });
	});

	it('takes 204 without a body for done', () => {
		const done = { status: 204, headers: {}, body: undefined };
		expect(judge({ method: 'DELETE', path: apiPath`/r` }, done)).toBe(done);
	});

	it('does not take a read that came back with nothing for an empty list', () => {
		expect(problem(200, undefined).kind).toBe('not-json');
	});

	it.each([
		[400, 'bad-request'],
		[401, 'unauthenticated'],
		[403, 'forbidden'],
		[404, 'not-found'],
		[405, 'bad-request'],
		[408, 'lost'],
		[460, 'lost'],
		[499, 'lost'],
		[413, 'bad-request'],
		[429, 'rate-limited'],
		[500, 'server'],
		[503, 'server'],
		[301, 'redirected'],
		[302, 'redirected'],
		[303, 'redirected'],
		[300, 'not-json'],
		[304, 'not-json'],
	])('knows %d as %s', (status, kind) => {
		expect(problem(status, envelope('words')).kind).toBe(kind);
	});

	it.each([
		[401, 'unauthenticated'],
		[429, 'rate-limited'],
	])('believes status %d more than the page that comes with it', (status, kind) => {
		expect(problem(status, page('Error')).kind).toBe(kind);
	});

	it('gives ServiceNow’s own words, place, transaction and pause', () => {
		const headers = { 'x-transaction-id': 'abc', 'retry-after': '7' };
		expect(problem(429, envelope('Rate limit exceeded', 'its detail'), headers).facts).toMatchObject({
			message: 'Rate limit exceeded',
			detail: 'its detail',
			status: 429,
			method: 'GET',
			path: apiPath`/api/now/table/incident`,
			transaction: 'abc',
			retryAfter: 7,
		});
	});

	it.each([undefined, '', 'text', [], {}, envelope(null), envelope({}), { error: '' }, envelope('')])(
		'finds words for %j',
		(body) => {
			expect(problem(400, body).message).toBe('ServiceNow answered with status 400');
		},
	);

	it('takes text in place of the envelope', () => {
		expect(problem(400, { error: 'server_error' }).message).toBe('server_error');
	});

	it.each(['', 'soon', '-5', '0', 'NaN', 'Wed, 21 Oct 2020 07:28:00 GMT'])(
		'passes over a Retry-After that asks for no time: %j',
		(value) => {
			expect(problem(429, envelope('x'), { 'retry-after': value }).facts).not.toHaveProperty('retryAfter');
		},
	);

	it('reads a Retry-After that is a date by the clock of whoever sent it', () => {
		const headers = { 'retry-after': 'Wed, 21 Oct 2026 07:28:09 GMT', date: 'Wed, 21 Oct 2026 07:28:00 GMT' };
		expect(problem(429, envelope('x'), headers).facts.retryAfter).toBe(9);
	});

	it.each([
		['Instance Hibernating page', 'hibernating'],
		['Your instance is currently offline', 'hibernating'],
		['Log in | ServiceNow', 'login-page'],
		['Sign in to your account', 'login-page'],
		['SSO', 'login-page'],
		['Some portal', 'not-json'],
		['', 'not-json'],
	])('knows the page "%s" with status 200 as %s', (title, kind) => {
		expect(problem(200, page(title)).kind).toBe(kind);
	});

	it.each(['<html>x', '  \n<HTML>x', '<body>', '<!doctype HTML>'])('knows %j as a page', (body) => {
		expect(problem(200, body).kind).toBe('not-json');
	});

	it('does not take 202 without data for done', () => {
		expect(problem(202).kind).toBe('not-processed');
	});

	it.each(['{"result":[{"number":"INC1"', '[', 'OK', 'null{'])('does not take %j for data', (body) => {
		expect(problem(200, body).kind).toBe('not-json');
	});

	it('does not take rows for a list that an error cut off', () => {
		const body = {
			result: [{ number: 'INC1' }],
			...envelope('Transaction cancelled: maximum execution time exceeded'),
		};
		expect(problem(200, body)).toMatchObject({ kind: 'incomplete', facts: { status: 200 } });
	});

	it('keeps no more of a long text than its beginning', () => {
		const { facts } = problem(200, 'x'.repeat(100_000));
		expect(String(facts.body).length).toBeLessThanOrEqual(301);
		expect(facts.detail?.length).toBeLessThanOrEqual(301);
	});

	it('keeps no more of a large envelope than anybody reads, without what could steer a terminal', () => {
		const { facts } = problem(500, envelope('x'.repeat(5_000_000), `a\u001b[31mb\r\nc${'y'.repeat(5_000_000)}`));
		expect(facts.message.length).toBeLessThan(3000);
		expect(facts.detail).toMatch(/^a \[31mb \nc/);
		expect(JSON.stringify(facts).length).toBeLessThan(10_000);
	});

	it('says where a redirect leads', () => {
		expect(problem(302, '', { location: 'https://sso.example' }).message).toContain('https://sso.example');
	});
});
