import { detour } from '../../../../nodes/ServiceNowPlatform/domain/failure/detour.ts';

const of = (status: number, body: unknown = '', location?: string) =>
	detour('The token endpoint', 'a token', { status, body, location });
const page = (title: string) => `<html><title>${title}</title></html>`;

describe('detour', () => {
	it.each([
		[200, { access_token: 'x' }],
		[200, ''],
		[400, { error: 'server_error' }],
		[401, { error: 'server_error' }],
		[404, 'Not found'],
		[Number.NaN, 'cut o'],
	])('leaves %d %j to whoever asked', (status, body) => {
		expect(of(status, body)).toBeUndefined();
	});

	it.each([
		[429, '', 'token-unavailable', 'The token endpoint limits requests at the moment'],
		[429, page('Log in'), 'token-unavailable', 'The token endpoint limits requests at the moment'],
		[500, { error: 'x' }, 'token-unavailable', 'The token endpoint failed (status 500)'],
		[503, page('Some portal'), 'token-unavailable', 'The token endpoint failed (status 503)'],
		[503, page('Login unavailable'), 'token-unavailable', 'The token endpoint failed (status 503)'],
		[503, page('Instance Hibernating page'), 'hibernating', 'The ServiceNow instance is asleep'],
		[200, page('Instance Hibernating page'), 'hibernating', 'The ServiceNow instance is asleep'],
		[302, page('Log in'), 'redirected', 'The token endpoint redirects to another address'],
		[200, page('Log in'), 'login-page', 'The token endpoint answered with a login page instead of a token'],
		[404, page('Intranet'), 'not-json', 'The token endpoint answered with a web page instead of a token (status 404)'],
		[Number.NaN, page('Intranet'), 'not-json', 'The token endpoint answered with a web page instead of a token'],
	])('takes %d %j for %s', (status, body, kind, message) => {
		expect(of(status, body)).toMatchObject({ kind, message });
	});

	it('says where a redirect leads', () => {
		expect(of(302, '', 'https://sso.example/?a=secret')?.message).toBe(
			'The token endpoint redirects to https://sso.example/',
		);
	});
});
