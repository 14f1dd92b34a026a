import { randomBytes } from 'node:crypto';

/** Sent with every answer of the platform itself, as recorded; the edge's own pages carry none of it. */
export function platformHeaders(loggedIn: boolean): Record<string, string | string[]> {
	const session = randomBytes(16).toString('hex').toUpperCase();
	return {
		server: 'snow_adc',
		'x-is-logged-in': String(loggedIn),
		'x-transaction-id': randomBytes(6).toString('hex'),
		'x-content-type-options': 'nosniff',
		pragma: 'no-store,no-cache',
		'cache-control': 'no-cache,no-store,must-revalidate,max-age=-1',
		expires: '0',
		'strict-transport-security': 'max-age=63072000; includeSubDomains',
		'set-cookie': [
			`JSESSIONID=${session}; Path=/; HttpOnly; SameSite=None; Secure`,
			`glide_user_route=glide.${session.toLowerCase()}; Max-Age=2147483647; Path=/; HttpOnly; SameSite=None; Secure`,
			`glide_session_store=${session}; Max-Age=1800; Path=/; HttpOnly; SameSite=None; Secure`,
			'BIGipServerpool_emulator=!emulator; Path=/; HttpOnly; SameSite=None; Secure',
		],
	};
}

/** What the edge writes in front of every page of its own. */
export const edgeHeaders = (): Record<string, string | string[]> => ({ server: 'snow_adc' });
