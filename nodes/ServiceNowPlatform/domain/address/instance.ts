import { InputError } from '../failure/inputError';

const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;
const HOST = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*(:\d{1,5})?$/i;
/** A last part of digits makes an address of numbers of the whole, which it has to be then. */
const NUMBERED =
	/^(?!(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?=\d)|(?=$|:))){4}(?::\d{1,5})?$)(?:.*\.)(?:\d+|0x[0-9a-f]*)(?::\d{1,5})?$/i;
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
 * @throws InputError when it is none of these
 */
export function instanceUrl(instance: unknown): string {
	const url = readInstance(instance);
	if (url instanceof InputError) throw url;
	return url;
}

/** The same, with the problem as a value. */
export function readInstance(instance: unknown): string | InputError {
	const text = typeof instance === 'string' ? instance.trim() : '';
	if (text === '') return new InputError('Instance', 'The credential names no ServiceNow instance', ADVICE);
	// What is refused is shown, but not a password that came along with it.
	const shown = `"${text.replace(PASSWORD, '$1…@').split(/[?#]/)[0]}"`;
	const [, scheme = '', host = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/?#]*)/i.exec(text) ?? [];
	if (!isHost(host)) {
		return new InputError('Instance', `${shown} is not the name or address of a ServiceNow instance`, ADVICE);
	}
	const local = LOCAL_HOST.test(host);
	return schemeProblem(shown, scheme.toLowerCase(), local) ?? address(scheme, host, local).toLowerCase();
}

function address(scheme: string, host: string, local: boolean): string {
	if (local) return `${scheme || 'https'}://${host}`;
	return `https://${host}${/[.:]/.test(host) ? '' : '.service-now.com'}`;
}

function isHost(host: string): boolean {
	const port = Number(/:(\d+)$/.exec(host)?.[1] ?? 0);
	return port <= 65_535 && (LOCAL_HOST.test(host) || (HOST.test(host) && !NUMBERED.test(host)));
}

function schemeProblem(shown: string, scheme: string, local: boolean): InputError | undefined {
	if (scheme === 'http' && !local) {
		return new InputError(
			'Instance',
			`${shown} would send the sign-in unencrypted`,
			'Use https:// (http:// is accepted for localhost only).',
		);
	}
	return ['', 'http', 'https'].includes(scheme)
		? undefined
		: new InputError('Instance', `${shown} is not an https address`, ADVICE);
}
