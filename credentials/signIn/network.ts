import { SignInFailure, type SignInFailureKind } from './failure';

interface Trouble {
	/** Matches Node's code, or n8n's own words. */
	sign: RegExp;
	kind: SignInFailureKind;
	title: string;
	advice: string;
}

export const UNAVAILABLE = 'Nothing is wrong with the credential as far as can be told. Try again later.';

const TROUBLES: Trouble[] = [
	{
		sign: /^Domain not allowed|^No allowed domains/,
		kind: 'blocked',
		title: 'Allowed Domains of this credential leave out {host}',
		advice: 'Add {host} to Allowed Domains, or set Allowed HTTP Request Domains to All or None.',
	},
	{
		sign: /^The request was blocked/,
		kind: 'blocked',
		title: 'n8n may not connect to {host}',
		advice:
			'The administrator of n8n restricts where it may connect to; N8N_SSRF_ALLOWED_HOSTNAMES and N8N_SSRF_ALLOWED_IP_RANGES make exceptions.',
	},
	{
		sign: /ENOTFOUND|EAI_AGAIN|ERR_INVALID_URL/,
		kind: 'unreachable',
		title: 'There is no host {host}',
		advice:
			'Check the instance name in the credential: it is the first part of the instance’s address (https://dev12345.service-now.com: dev12345).',
	},
	{
		sign: /ECONNREFUSED|ENETUNREACH|EHOSTUNREACH/,
		kind: 'unreachable',
		title: '{host} cannot be reached',
		advice: 'Check the instance address, and that n8n can reach it (network, proxy, firewall).',
	},
	{
		sign: /EPROTO|ERR_SSL/,
		kind: 'certificate',
		title: '{host} does not speak HTTPS as expected, or wants a client certificate',
		advice: 'Check the address and port of the instance; if it asks for client certificates, fill in Certificates.',
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
		advice:
			'If the instance uses a private certificate authority, fill in Certificates, or give the authority to n8n with NODE_EXTRA_CA_CERTS.',
	},
	{
		sign: /ECONNABORTED|ETIMEDOUT/,
		kind: 'token-unavailable',
		title: '{host} did not answer within {seconds} s',
		advice: UNAVAILABLE,
	},
];

/** A failure that came before any answer, while it was being asked for: "asking for a token". Nothing of the error is kept: it holds the request, secrets included. */
export function networkFailure(error: unknown, purpose: string, host: string, seconds: number): SignInFailure {
	const { code, message, cause } = error as { code?: unknown; message?: unknown; cause?: { code?: unknown } };
	const networkCode = String(code ?? cause?.code ?? '');
	const known = (words: string) => TROUBLES.find(({ sign }) => sign.test(words));
	const trouble = known(networkCode) ??
		known(String(message)) ?? {
			kind: 'token-unavailable' as const,
			title: `The connection to {host} broke off while ${purpose}`,
			advice: UNAVAILABLE,
		};
	const named = (text: string) => text.replaceAll('{host}', host).replace('{seconds}', String(seconds));
	return new SignInFailure(
		trouble.kind,
		named(trouble.title),
		named(trouble.advice),
		networkCode === '' ? {} : { networkCode },
	);
}
