import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

/** Is on the request by which n8n tests a credential, until that is signed: no other sign tells the two apart. */
export const TEST_MARK = { 'x-credential-test': 'true' };

const [MARK = ''] = Object.keys(TEST_MARK);

/** Credentials in hand, by object: n8n gives the same one to every step of a request. */
const onTrial = new WeakSet<ICredentialDataDecryptedObject>();
const passed = new WeakSet<ICredentialDataDecryptedObject>();

/** n8n runs `preAuthentication` and tries again after an error with this status, before anything has been sent. */
class Untried extends Error {
	readonly response = { status: 401 };
}

/**
 * The request to be signed, without the mark of a test. A test goes through `preAuthentication` first, where the sign-in is tried for
 * what it is worth today, and failures are told in full.
 */
export function tried(credentials: ICredentialDataDecryptedObject, request: IHttpRequestOptions): IHttpRequestOptions {
	if (request.headers?.[MARK] === undefined) return request;
	if (!passed.has(credentials)) {
		onTrial.add(credentials);
		throw new Untried('The sign-in has not been tried yet');
	}
	const headers = Object.entries(request.headers).filter(([name]) => name !== MARK);
	return { ...request, headers: Object.fromEntries(headers) };
}

export function isOnTrial(credentials: ICredentialDataDecryptedObject): boolean {
	return onTrial.has(credentials);
}

export function pass(credentials: ICredentialDataDecryptedObject): void {
	passed.add(credentials);
}

/** Has n8n sign in anew. */
export function demandSignIn(reason: string): never {
	throw new Untried(reason);
}
