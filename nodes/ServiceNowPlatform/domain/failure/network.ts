import type { FailureKind } from './failure';

/** What went wrong before any answer came. */
export interface Trouble {
	kind: FailureKind;
	title: string;
	/** Where there is more to say than about others of the kind. */
	advice?: string;
}

interface KnownTrouble extends Trouble {
	/** Matches Node's code, or the words of n8n and OpenSSL where there is none that says it. */
	sign: RegExp;
}

const TROUBLES: KnownTrouble[] = [
	{
		sign: /^Domain not allowed|^No allowed domains/,
		kind: 'blocked',
		title: 'Allowed Domains of this credential leave out {host}',
		advice: 'Add {host} to Allowed Domains, or set Allowed HTTP Request Domains to All or None.',
	},
	{ sign: /^The request was blocked/, kind: 'blocked', title: 'n8n may not connect to {host}' },
	{
		sign: /ENOTFOUND|EAI_AGAIN|ERR_INVALID_URL/,
		kind: 'unreachable',
		title: '{host} cannot be found',
		advice:
			'Check the instance name in the credential: it is the first part of the instance’s address (https://dev12345.service-now.com: dev12345).',
	},
	// What breaks in the midst of a conversation says nothing of certificates.
	{ sign: /BAD_RECORD_MAC|UNEXPECTED_EOF/, kind: 'lost', title: 'The connection broke off' },
	{ sign: /ECONNREFUSED|ENETUNREACH|EHOSTUNREACH/, kind: 'unreachable', title: '{host} cannot be reached' },
	{
		sign: /EPROTO|ERR_SSL/,
		kind: 'certificate',
		title: '{host} does not speak HTTPS as expected',
		advice:
			'Check the address and port of the instance. If it asks for client certificates, fill in Certificates; a personal sign-in sends none.',
	},
	{
		sign: /ERR_OSSL|routines:/,
		kind: 'certificate',
		title: 'The certificates of the credential cannot be used',
		advice:
			'Check Certificates in the credential: client certificate and key belong together, the passphrase opens the key, and each is whole.',
	},
	{
		sign: /CERT|SELF_SIGNED|UNABLE_TO/,
		kind: 'certificate',
		title: 'The certificate of {host} cannot be trusted',
	},
	// Whether the request arrived is not known: the same code stands for a connection that was not made and for an answer that did not come.
	{ sign: /ECONNABORTED|ETIMEDOUT/, kind: 'lost', title: '{host} did not answer {limit}' },
];

/** Node's words for a connection that had been made. */
const UNDER_WAY = /^(?:read|write) /;

/** What a code and the first words about it mean; undefined where they say no more than that the connection broke off. */
export function networkTrouble(code: string, words: string): Trouble | undefined {
	const by = (text: string) => TROUBLES.find(({ sign }) => sign.test(text));
	const found = by(code) ?? by(words);
	// A route may be lost behind the request, too.
	return found?.kind === 'unreachable' && UNDER_WAY.test(words) ? undefined : found;
}

/** The words for a place that is known, or for "the instance", and for the time that it was given. */
export function named(text: string, host?: string, seconds?: number): string {
	const limited = text.replace('{limit}', seconds === undefined ? 'in time' : `within ${seconds} s`);
	if (host !== undefined) return limited.replaceAll('{host}', host);
	return limited.replace(/^\{host\}/, 'The instance').replaceAll('{host}', 'the instance');
}
