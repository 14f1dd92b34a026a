import { createHash } from 'node:crypto';
import type { Row } from '../../types.mts';
import { invalidClient, invalidGrant } from './failure.mts';
import { clientById, confidentialClient, required } from './grant.mts';
import type { Grant, GrantRequest } from './grant.mts';

const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');

/** A client with a secret always proves it; a public client proves that it began the flow. */
function provenClient(request: GrantRequest): Row {
	const client = clientById(request.store, required(request.form, 'client_id'));
	if (client.public_client !== 'true') return confidentialClient(request);
	if (!request.form.has('code_verifier')) throw invalidClient('a public client has to send code_verifier');
	return client;
}

function checkChallenge(code: Row, form: URLSearchParams): void {
	const challenge = code.code_challenge ?? '';
	if (challenge === '') return;
	if (challengeOf(required(form, 'code_verifier')) !== challenge) throw invalidGrant('code_verifier does not fit');
}

export const authorizationCode: Grant = (request) => {
	const { form, tokens } = request;
	const client = provenClient(request);
	const code = tokens.living('code', required(form, 'code'));
	if (!code || code.peer !== client.sys_id)
		throw invalidGrant('the code is unknown, used, expired or of another client');
	tokens.end(code);
	if (required(form, 'redirect_uri') !== code.redirect_url)
		throw invalidGrant('redirect_uri is not the one of the code');
	if (client.public_client === 'true' && !code.code_challenge) throw invalidGrant('a public client has to use PKCE');
	checkChallenge(code, form);
	const user = request.sessions.of(code.user ?? '', 'bearer');
	if (!user) throw invalidGrant('the user of the code is inactive or locked out');
	const refresh = client.public_client === 'true' ? 'none' : 'issue';
	return { client, user, scope: code.scope ?? '', refresh };
};
