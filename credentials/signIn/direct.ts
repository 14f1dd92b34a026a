import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { demand } from './demand';
import { SignInFailure } from './failure';
import { signed } from './signed';

type Headers = Record<string, string>;

/** What signs a request in without a token, by method. */
const METHODS: Record<string, (credentials: ICredentialDataDecryptedObject) => Headers> = {
	apiKey: byKey,
	basic: byPassword,
	certificate: byCertificate,
};

/** The request, signed in by a secret that travels along. @throws SignInFailure where the credential lacks it */
export function signedDirectly(
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): IHttpRequestOptions {
	return signed(credentials, request, METHODS[String(credentials.method)]?.(credentials) ?? {});
}

function byKey(credentials: ICredentialDataDecryptedObject): Headers {
	demand(credentials, { apiKey: 'API Key' });
	const key = String(credentials.apiKey).trim();
	if (!/^[!-~]+$/.test(key)) {
		throw new SignInFailure('sign-in', 'API Key has a character that no key has', 'Copy the key once more, alone.');
	}
	return { 'x-sn-apikey': key };
}

function byPassword(credentials: ICredentialDataDecryptedObject): Headers {
	demand(credentials, { username: 'User Name', password: 'Password' });
	const { username, password } = credentials;
	return { Authorization: `Basic ${Buffer.from(`${String(username)}:${String(password)}`).toString('base64')}` };
}

/** The certificate is sent by the connection itself. */
function byCertificate(credentials: ICredentialDataDecryptedObject): Headers {
	if (credentials.tls === true && String(credentials.clientCertificate ?? '').trim() !== '') return {};
	throw new SignInFailure(
		'certificate',
		'The credential has no client certificate',
		'Turn Certificates on, and fill in the client certificate and its key.',
	);
}
