import { checkPassword } from '../auth/basic.mts';
import { allowed, checkAuthorization, denied } from '../auth/oauth/authorize.mts';
import type { Authorization } from '../auth/oauth/authorize.mts';
import { invalidRequest } from '../auth/oauth/failure.mts';
import { recordFailure } from '../auth/oauth/log.mts';
import { exchange } from '../auth/oauth/token.mts';
import type { AuthServices } from '../auth/services.mts';
import { parseForm } from '../http/content/body.mts';
import { escapeHtml, loginPage, page } from '../http/pages.mts';
import type { ApiRequest, ApiResponse, Context, Route } from '../types.mts';

const TOKEN_PATH = '/oauth_token.do';
const AUTHORIZE_PATH = '/oauth_auth.do';
const LOGIN_PATH = '/login.do';

const redirect = (location: string, headers: Record<string, string> = {}): ApiResponse => ({
	status: 302,
	headers: { ...headers, location },
});

/** Parameters come in the body; in the query only where the instance still allows it. */
function tokenParameters(request: ApiRequest, { store }: Context): URLSearchParams {
	const type = request.headers['content-type'] ?? '';
	if (request.body.length > 0 && !type.toLowerCase().startsWith('application/x-www-form-urlencoded')) {
		throw invalidRequest(`content type '${type}'`);
	}
	const form = parseForm(request.body);
	if (request.query.size === 0) return form;
	if (store.property('glide.oauth.allow.parameters.in.post.body.only') === 'true') {
		throw invalidRequest('parameters are accepted in the body only');
	}
	for (const [name, value] of request.query) if (!form.has(name)) form.set(name, value);
	return form;
}

const tokenRoute = ({ sessions, tokens, counters, log }: AuthServices): Route => ({
	name: 'oauth.token',
	method: 'POST',
	path: TOKEN_PATH,
	access: 'public',
	handle(request, context) {
		const { store } = context;
		const tokenUrl = `${request.instanceUrl}${TOKEN_PATH}`;
		try {
			const form = tokenParameters(request, context);
			return { status: 200, body: exchange({ form, store, sessions, tokens, tokenUrl }, counters) };
		} catch (error) {
			recordFailure(error, store, log);
			return { status: 401, body: { error_description: 'access_denied', error: 'server_error' } };
		}
	},
});

const revokeRoute = ({ tokens }: AuthServices): Route => ({
	name: 'oauth.revoke',
	method: 'GET',
	path: '/oauth_revoke_token.do',
	access: 'public',
	handle(request) {
		tokens.revoke(request.query.get('token') ?? '');
		return { status: 200 };
	},
});

const jwksRoute = ({ tokens }: AuthServices): Route => ({
	name: 'oauth.jwks',
	method: 'GET',
	path: '/api/now/oauth/jwks',
	access: 'public',
	handle: () => ({ status: 200, body: tokens.jwks() }),
});

/** Checks the request and answers with `then`, or tells the person at the browser what is wrong. */
function authorizing(
	{ store }: Context,
	parameters: URLSearchParams,
	{ log }: AuthServices,
	then: (authorization: Authorization) => ApiResponse,
): ApiResponse {
	let authorization: Authorization;
	try {
		authorization = checkAuthorization(store, parameters);
	} catch (error) {
		const { message } = recordFailure(error, store, log);
		return page('OAuth error', `<p role="alert">${escapeHtml(message.replace(/^.*?: /, ''))}</p>`, 400);
	}
	return then(authorization);
}

function consentPage({ client, scope }: Authorization, query: URLSearchParams, formToken: string): ApiResponse {
	const hidden = [...query, ['form_token', formToken]]
		.map(([name = '', value = '']) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
		.join('\n');
	const body = `<form method="post" action="${AUTHORIZE_PATH}">
${hidden}
<p>${escapeHtml(client.name ?? '')} would like to connect to your account (${escapeHtml(scope)}).</p>
<button type="submit" name="decision" value="allow" id="allow">Allow</button>
<button type="submit" name="decision" value="deny" id="deny">Deny</button>
</form>`;
	return page('Authorize application', body);
}

const authorizeRoute = (services: AuthServices): Route => ({
	name: 'oauth.authorize',
	method: 'GET',
	path: AUTHORIZE_PATH,
	access: 'public',
	handle: (request, context) =>
		authorizing(context, request.query, services, (authorization) => {
			const person = services.browser.find(request.headers.cookie);
			if (!person) return loginPage(LOGIN_PATH, { target: `${AUTHORIZE_PATH}?${request.query.toString()}` });
			return consentPage(authorization, request.query, person.formToken);
		}),
});

const decideRoute = (services: AuthServices): Route => ({
	name: 'oauth.decide',
	method: 'POST',
	path: AUTHORIZE_PATH,
	access: 'public',
	handle(request, context) {
		const form = parseForm(request.body);
		return authorizing(context, form, services, (authorization) => {
			const person = services.browser.find(request.headers.cookie);
			const user = person && services.sessions.of(person.user, 'bearer');
			if (!user || form.get('form_token') !== person.formToken) return loginPage();
			if (form.get('decision') !== 'allow') return redirect(denied(authorization));
			return redirect(allowed(services.tokens, services.counters, authorization, user));
		});
	},
});

const loginRoute = ({ sessions, browser }: AuthServices): Route => ({
	name: 'login',
	method: 'POST',
	path: LOGIN_PATH,
	access: 'public',
	handle(request) {
		const form = parseForm(request.body);
		const target = form.get('target') ?? '/';
		const checked = checkPassword(sessions, form.get('user_name') ?? '', form.get('user_password') ?? '');
		if ('refused' in checked) return loginPage(LOGIN_PATH, { target }, 'User name or password invalid');
		// Only ever back to the page that asked: a target elsewhere would make the login page an open redirect.
		const back = target.startsWith(`${AUTHORIZE_PATH}?`) ? target : '/';
		return redirect(back, { 'set-cookie': browser.open(checked.session.user.sys_id ?? '') });
	},
});

export const oauthRoutes = (services: AuthServices): Route[] => [
	tokenRoute(services),
	revokeRoute(services),
	jwksRoute(services),
	authorizeRoute(services),
	decideRoute(services),
	loginRoute(services),
];
