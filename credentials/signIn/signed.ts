import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { baseUrl } from './address';
import { SignInFailure } from './failure';
import { tlsOptions } from './tls';

/**
 * To n8n's request helper and to its older one. Where they follow a redirect to another host they take headers of one's own along,
 * such as an API key, and ServiceNow's APIs redirect to a sign-in page only.
 */
const NO_REDIRECT = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
	sendCredentialsOnCrossOriginRedirect: false,
};

/**
 * The request with what signs it in. Whoever wrote the request (this package's node, n8n's HTTP Request node, the credential test):
 * the sign-in goes to the instance of the credential and nowhere else.
 */
export function signed(
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
	headers: IDataObject,
): IHttpRequestOptions {
	const own = new URL(baseUrl(credentials.instance));
	// n8n's older request helper has the address in `uri`.
	const { uri } = request as { uri?: string };
	const target = new URL(request.url || uri || '', request.baseURL ?? own);
	// Nothing is sent for a data: address; the node uses one to have the token renewed.
	if (target.protocol === 'data:') return request;
	if (target.origin !== own.origin) {
		throw new SignInFailure(
			'blocked',
			`This credential signs in to ${own.host} only, not to ${target.host}`,
			'Use the address of the credential’s instance.',
		);
	}
	return {
		...request,
		...tlsOptions(credentials),
		...NO_REDIRECT,
		headers: { ...request.headers, ...headers },
	};
}
