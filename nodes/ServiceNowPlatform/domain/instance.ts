import { InputProblem } from './problem';

const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;
const HOST = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*(:\d{1,5})?$/i;
const PASSWORD = /^((?:[a-z][a-z0-9+.-]*:\/\/)?[^:/@]*:(?!\/\/)).*@/i;
const ADVICE =
	'Enter the instance as its name (dev12345), its host (dev12345.service-now.com) or its address (https://dev12345.service-now.com).';

/**
 * Base address of an instance, without a slash at the end: `https://dev12345.service-now.com`.
 *
 * Accepts a name, a host (government and custom domains too) or a full URL, of which only scheme and host count, so that the
 * address of any page of the instance may be pasted. Unencrypted `http` is accepted on this very machine only.
 * The OAuth credential repeats this rule as an n8n expression; a test holds the two together.
 *
 * @throws InputProblem when it is none of these
 */
export function instanceUrl(instance: unknown): string {
	const text = typeof instance === 'string' ? instance.trim() : '';
	if (text === '') throw new InputProblem('Instance', 'The credential names no ServiceNow instance', ADVICE);
	// What is refused is shown, but not a password that came along with it.
	const shown = `"${text.replace(PASSWORD, '$1…@').split(/[?#]/)[0]}"`;
	const [, scheme = '', host = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/?#]*)/i.exec(text) ?? [];
	const local = LOCAL_HOST.test(host);
	if (!isHost(host)) {
		throw new InputProblem('Instance', `${shown} is not the name or address of a ServiceNow instance`, ADVICE);
	}
	checkScheme(shown, scheme.toLowerCase(), local);
	if (local && scheme.toLowerCase() === 'http') return `http://${host.toLowerCase()}`;
	const isName = !local && !host.includes('.') && !host.includes(':');
	return `https://${host.toLowerCase()}${isName ? '.service-now.com' : ''}`;
}

function isHost(host: string): boolean {
	const port = Number(/:(\d+)$/.exec(host)?.[1] ?? 0);
	return port <= 65_535 && (LOCAL_HOST.test(host) || HOST.test(host));
}

function checkScheme(shown: string, scheme: string, local: boolean): void {
	if (scheme === 'http' && !local) {
		throw new InputProblem(
			'Instance',
			`${shown} would send the sign-in unencrypted`,
			'Use https:// (http:// is accepted for localhost only).',
		);
	}
	if (!['', 'http', 'https'].includes(scheme)) {
		throw new InputProblem('Instance', `${shown} is not an https address`, ADVICE);
	}
}
