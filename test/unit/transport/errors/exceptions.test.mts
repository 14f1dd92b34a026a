import { apiPath } from '../../../../nodes/ServiceNowPlatform/domain/api/request';
import { type INode, NodeApiError, UserError } from 'n8n-workflow';
import { SignInFailure } from '../../../../credentials/signIn/failure.ts';
import { adviceFor } from '../../../../nodes/ServiceNowPlatform/domain/failure/advice.ts';
import type { ApiFailure } from '../../../../nodes/ServiceNowPlatform/domain/failure/failure.ts';
import { failureOf } from '../../../../nodes/ServiceNowPlatform/transport/errors/exceptions.ts';
import { accessDenied, networkError } from '../../support/context.mts';
import { failure } from '../../support/failures.mts';

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
		const error = Object.assign(new Error('no'), { code: 'ESTATUS', status: 502, body: 'out of order '.repeat(500) });
		const { facts, message } = failureOf(error);
		expect(facts.detail).toHaveLength(300);
		expect(message).toContain('502');
	});

	it('takes the assertion by which n8n 1 misses a refresh token for what it is', () => {
		const assertion = Object.assign(new Error('refreshToken is required'), { code: 'ERR_ASSERTION' });
		expect(failureOf(assertion).facts).toMatchObject({ kind: 'not-connected', message: 'No refresh token' });
	});

	it.each(['OAuth credentials not connected', 'No refresh token', 'Unable to sign without access token'])(
		'knows from "%s" that somebody has to connect',
		(message) => {
			expect(failureOf(new Error(message))).toMatchObject({ kind: 'not-connected' });
		},
	);

	it('names the request it was about', () => {
		const request = { method: 'PATCH' as const, path: apiPath`/r/1` };
		expect(failureOf(new Error('x'), request).facts).toMatchObject({ method: 'PATCH', path: apiPath`/r/1` });
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

	it.each([
		['The request was blocked because it resolves to a restricted IP address', 'N8N_SSRF_ALLOWED_HOSTNAMES'],
		['The request was blocked because the destination hostname is restricted', 'N8N_SSRF_ALLOWED_HOSTNAMES'],
		['Domain not allowed: This credential is restricted from accessing dev1.service-now.com.', 'Allowed Domains'],
		['No allowed domains specified. Configure allowed domains or change restriction setting.', 'Allowed Domains'],
	])('knows from "%s" that n8n itself forbids it', (message, advice) => {
		const { kind, facts } = failureOf(wrapped(new Error(message)));
		expect([kind, facts.detail]).toEqual(['blocked', expect.stringContaining(message.slice(0, 20))]);
		expect(adviceFor(facts)).toContain(advice);
	});

	it.each(['ERR_OSSL_PEM_NO_START_LINE', 'ERR_OSSL_X509_KEY_VALUES_MISMATCH'])(
		'knows from %s that the certificates of the credential are no good',
		(code) => {
			expect(failureOf(networkError(code))).toMatchObject({
				kind: 'certificate',
				message: `The certificates of the credential cannot be used (${code})`,
			});
		},
	);

	it('does not take OpenSSL’s words about a plain server for those about a certificate', () => {
		const error = Object.assign(new Error('error:0A00010B:SSL routines:wrong version number'), { code: 'EPROTO' });
		expect(failureOf(error).message).toBe('The instance does not speak HTTPS as expected (EPROTO)');
	});
});

const node = { id: '1', name: 'n', type: 't', typeVersion: 1, position: [0, 0], parameters: {} } as INode;

/** As n8n wraps it: since 2.36 with its cause, before without. */
const wrappings: Array<[string, (error: Error) => Error]> = [
	['since 2.36', (error) => new NodeApiError(node, error as never)],
	['before', (error) => Object.assign(new NodeApiError(node, error as never), { cause: undefined })],
];

describe.each(wrappings)('failureOf an error that n8n has wrapped, %s,', (_, wrap) => {
	it.each([
		['ECONNREFUSED', 'unreachable'],
		['ENOTFOUND', 'unreachable'],
		['ECONNRESET', 'lost'],
		['ETIMEDOUT', 'lost'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
		['EPROTO', 'certificate'],
	])('finds its code: %s', (code, kind) => {
		const found = failureOf(wrap(networkError(code)));
		expect([found.kind, found.message]).toEqual([kind, expect.stringContaining(`(${code})`)]);
	});

	it('finds what the code of our own credentials says', () => {
		const own = new SignInFailure('hibernating', 'Title', 'Advice', { retryAfter: 3, networkCode: 'CODE' });
		expect(failureOf(wrap(own)).facts).toEqual({
			kind: 'hibernating',
			message: 'Title (CODE)',
			advice: 'Advice',
			retryAfter: 3,
		});
	});

	it('finds the words of n8n about a restriction', () => {
		expect(failureOf(wrap(new UserError('Domain not allowed: x'))).kind).toBe('blocked');
	});

	it('keeps ours readable: nothing in it makes n8n put another text in its place', () => {
		const own = new SignInFailure('sign-in', 'Title', 'Advice');
		expect(wrap(own).message).toBe('Title. Advice');
	});
});
