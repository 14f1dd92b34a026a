import { named, networkTrouble } from '../../../../nodes/ServiceNowPlatform/domain/failure/network.ts';

const HOST = 'dev1.service-now.com';
const told = (code: string, words = '') => {
	const trouble = networkTrouble(code, words);
	return [trouble?.kind, trouble && named(trouble.title, HOST, 30)];
};

describe('networkTrouble', () => {
	it.each([
		['ENOTFOUND', 'unreachable', `${HOST} cannot be found`],
		['EAI_AGAIN', 'unreachable', `${HOST} cannot be found`],
		['ERR_INVALID_URL', 'unreachable', `${HOST} cannot be found`],
		['ECONNREFUSED', 'unreachable', `${HOST} cannot be reached`],
		['ENETUNREACH', 'unreachable', `${HOST} cannot be reached`],
		['EHOSTUNREACH', 'unreachable', `${HOST} cannot be reached`],
		['EPROTO', 'certificate', `${HOST} does not speak HTTPS as expected`],
		['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'certificate', `${HOST} does not speak HTTPS as expected`],
		['ERR_OSSL_PEM_NO_START_LINE', 'certificate', 'The certificates of the credential cannot be used'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate', `The certificate of ${HOST} cannot be trusted`],
		['CERT_HAS_EXPIRED', 'certificate', `The certificate of ${HOST} cannot be trusted`],
		['UNABLE_TO_GET_CRL', 'certificate', `The certificate of ${HOST} cannot be trusted`],
		['ETIMEDOUT', 'lost', `${HOST} did not answer within 30 s`],
		['ECONNABORTED', 'lost', `${HOST} did not answer within 30 s`],
	])('knows %s as %s: %s', (code, kind, title) => {
		expect(told(code)).toEqual([kind, title]);
	});

	it.each(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', ''])('has no more to say of %j', (code) => {
		expect(networkTrouble(code, 'socket hang up')).toBeUndefined();
	});

	it.each(['read EHOSTUNREACH', 'write EHOSTUNREACH', 'read ENETUNREACH'])(
		'does not take a route that is lost behind the request for one that was never there: %s',
		(words) => {
			expect(networkTrouble(words.slice(words.indexOf('E')), words)).toBeUndefined();
			expect(networkTrouble('', words)).toBeUndefined();
		},
	);

	it.each(['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'ERR_SSL_UNEXPECTED_EOF_WHILE_READING'])(
		'does not take an encryption that breaks off for a certificate: %s',
		(code) => {
			expect(told(code)).toEqual(['lost', 'The connection broke off']);
		},
	);

	it.each([
		['Domain not allowed: x', 'blocked', `Allowed Domains of this credential leave out ${HOST}`],
		['No allowed domains specified.', 'blocked', `Allowed Domains of this credential leave out ${HOST}`],
		['The request was blocked because …', 'blocked', `n8n may not connect to ${HOST}`],
		['connect ECONNREFUSED 127.0.0.1:1', 'unreachable', `${HOST} cannot be reached`],
		['error:0480006C:PEM routines::no start line', 'certificate', 'The certificates of the credential cannot be used'],
	])('goes by the words "%s" where there is no code', (words, kind, title) => {
		expect(told('', words)).toEqual([kind, title]);
	});

	it('believes the code more than the words', () => {
		const words = 'write EPROTO error:0A00010B:SSL routines:ssl3_get_record:wrong version number';
		expect(told('EPROTO', words)[1]).toBe(`${HOST} does not speak HTTPS as expected`);
	});
});

describe('named', () => {
	it.each([
		['{host} cannot be found', 'The instance cannot be found'],
		['The certificate of {host} cannot be trusted', 'The certificate of the instance cannot be trusted'],
		['Add {host} to Allowed Domains', 'Add the instance to Allowed Domains'],
		['{host} did not answer {limit}', 'The instance did not answer in time'],
	])('says of "%s" the instance where the place is not known', (text, words) => {
		expect(named(text)).toBe(words);
	});
});
