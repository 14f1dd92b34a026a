import type { FailureFacts } from '../../domain/api/failure';

type Explanation = Pick<FailureFacts, 'kind' | 'message' | 'detail' | 'advice'>;

/** The connection was never made: the request did not reach the instance. */
const NEVER_MADE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH']);
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;
const HANDSHAKE = /EPROTO|ERR_SSL/;
/** OpenSSL's own words, when it cannot use what the credential gives it. */
const UNUSABLE = /ERR_OSSL|routines:/;
/** n8n's own words, when its administrator or the credential restricts where it may send. */
const BLOCKED = /^The request was blocked|^Domain not allowed|^No allowed domains/;

/** What trouble of the network means, by Node's code for it and the first message about it. */
export function networkFacts(code: string, message: string, description: string): Explanation {
	if (BLOCKED.test(message)) {
		return {
			kind: 'blocked',
			message: 'n8n may not connect to the instance',
			detail: `${message}. ${description}`.trim(),
		};
	}
	if (NEVER_MADE.has(code)) return { kind: 'unreachable', message: `The instance cannot be reached (${code})` };
	if (HANDSHAKE.test(code)) {
		return {
			kind: 'certificate',
			message: `The instance does not speak HTTPS as expected (${code})`,
			advice:
				'Check the address and port of the instance. If it asks for client certificates, use the Service OAuth2 or API credential and fill in Certificates.',
		};
	}
	if (UNUSABLE.test(code) || UNUSABLE.test(message)) {
		return {
			kind: 'certificate',
			message: 'The certificates of the credential cannot be used',
			detail: message,
			advice:
				'Check Certificates in the credential: client certificate and key belong together, the passphrase opens the key, and each is whole.',
		};
	}
	if (CERTIFICATE.test(code))
		return { kind: 'certificate', message: `The certificate of the instance cannot be trusted (${code})` };
	if (code === '') return { kind: 'lost', message };
	return { kind: 'lost', message: `The connection broke off (${code})`, detail: message };
}
