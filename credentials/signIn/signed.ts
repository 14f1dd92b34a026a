import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { baseUrl } from './address';
import { tlsOptions } from './tls';

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
		throw new Error(
			`This credential signs in to ${own.host} only, not to ${target.host}. Use the address of the credential’s instance.`,
		);
	}
	return {
		...request,
		...tlsOptions(credentials),
		headers: { ...request.headers, ...headers },
		sendCredentialsOnCrossOriginRedirect: false,
	};
}
