/** A person at a browser: signs in, reads the consent page and presses a button. */
import { passwordOf } from '../instance.mts';
import type { Answer, Instance } from '../instance.mts';

export const REDIRECT_URI = 'http://127.0.0.1:5678/rest/oauth2-credential/callback';

export const cookieOf = (answer: Answer): string =>
	[answer.headers['set-cookie'] ?? []]
		.flat()
		.find((cookie) => cookie.startsWith('glide_user_session='))
		?.split(';')[0] ?? '';

export async function signIn(instance: Instance, target: string, user_name = 'itil'): Promise<Answer> {
	const body = new URLSearchParams({ target, user_name, user_password: passwordOf(user_name) });
	return await instance.call('/login.do', { method: 'POST', body, as: undefined });
}

/** The answer to the decision, which sends the browser back to the client. */
export async function decide(
	instance: Instance,
	parameters: Record<string, string>,
	decision = 'allow',
): Promise<Answer> {
	const path = `/oauth_auth.do?${new URLSearchParams(parameters).toString()}`;
	const headers = { cookie: cookieOf(await signIn(instance, path)) };
	const consent = await instance.call(path, { as: undefined, headers });
	const form_token = /name="form_token" value="([^"]+)"/.exec(consent.text)?.[1] ?? '';
	const body = new URLSearchParams({ ...parameters, form_token, decision });
	return await instance.call('/oauth_auth.do', { method: 'POST', as: undefined, headers, body });
}
