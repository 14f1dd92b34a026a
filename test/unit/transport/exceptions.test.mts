import type { ApiFailure } from '../../../nodes/ServiceNowPlatform/domain/failure.ts';
import { failureOf } from '../../../nodes/ServiceNowPlatform/transport/exceptions.ts';
import { accessDenied, networkError } from '../support/context.mts';
import { failure } from '../support/failures.mts';

const wrapped = (cause: unknown, message = 'outer') => new Error(message, { cause });

describe('failureOf', () => {
	it('leaves a failure as it is', () => {
		const original = failure('forbidden');
		expect(failureOf(original)).toBe(original);
	});

	it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH'])(
		'knows from %s that the request never arrived',
		(code) => {
			expect(failureOf(networkError(code))).toMatchObject({ kind: 'unreachable' });
			expect(failureOf(wrapped(wrapped(networkError(code))))).toMatchObject({ kind: 'unreachable' });
		},
	);

	it.each(['ECONNRESET', 'ETIMEDOUT', 'ECONNABORTED', 'EPIPE', 'UND_ERR_SOCKET'])(
		'does not know after %s whether it did',
		(code) => {
			expect(failureOf(networkError(code))).toMatchObject({ kind: 'lost' });
		},
	);

	it.each([
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'CERT_HAS_EXPIRED',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'ERR_TLS_CERT_ALTNAME_INVALID',
	])('knows %s as a matter of certificates', (code) => {
		expect(failureOf(networkError(code))).toMatchObject({ kind: 'certificate' });
	});

	it('tells what the token endpoint said', () => {
		const { kind, message, facts } = failureOf(wrapped(accessDenied()));
		expect(kind).toBe('sign-in');
		expect(message).toContain('server_error, access_denied');
		expect(facts.body).toEqual({ error: 'server_error', error_description: 'access_denied' });
	});

	it('knows the page of a sleeping instance at the token endpoint', () => {
		const body = '<html><title>Instance Hibernating page</title></html>';
		const error = Object.assign(new Error('not JSON'), { name: 'AuthError', body });
		expect(failureOf(error)).toMatchObject({ kind: 'hibernating' });
	});

	it('cuts a long page of the token endpoint', () => {
		const error = Object.assign(new Error('no'), { code: 'ESTATUS', status: 502, body: 'x'.repeat(5000) });
		const { facts, message } = failureOf(error);
		expect(facts.detail).toHaveLength(300);
		expect(message).toContain('502');
	});

	it.each(['OAuth credentials not connected', 'No refresh token', 'Unable to sign without access token'])(
		'knows from "%s" that somebody has to connect',
		(message) => {
			expect(failureOf(new Error(message))).toMatchObject({ kind: 'not-connected' });
		},
	);

	it('names the request it was about', () => {
		const request = { method: 'PATCH' as const, path: '/r/1' };
		expect(failureOf(new Error('x'), request).facts).toMatchObject({ method: 'PATCH', path: '/r/1' });
	});

	it.each([['text'], [undefined], [null], [42], [{}]])('survives that %p was thrown', (what) => {
		expect(failureOf(what)).toMatchObject({ name: 'ApiFailure', kind: 'lost' });
	});

	it('survives a chain of causes that bites its tail', () => {
		const error = new Error('round');
		error.cause = error;
		expect(failureOf(error).message).toBe('round');
	});

	it('keeps the secret of the token request out of its words', () => {
		const error = Object.assign(accessDenied(), { config: { body: 'client_secret=se-cr-et' } });
		const { message, facts } = failureOf(error) as ApiFailure;
		expect(JSON.stringify([message, facts.detail, facts.body])).not.toContain('se-cr-et');
	});
});
