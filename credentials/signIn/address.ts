import { SignInFailure } from './failure';

/**
 * Base address of an instance as an n8n expression, for fields that n8n resolves before any code of this package runs. What cannot be
 * an instance leads to a host that never exists, and not to whichever one a URL parser would find in it.
 */
export const baseUrlExpression = (instance: string) =>
	`(${instance} || "").trim().toLowerCase()` +
	'.replace(/^(https?:\\/\\/)?([^\\/?#]*)[^]*$/, (_, scheme, host) => ' +
	'(/^(localhost|127\\.0\\.0\\.1|\\[::1\\])(:\\d+)?$/.test(host) ? (scheme || "https://") + host ' +
	': !/^[a-z0-9.-]+(:\\d+)?$/.test(host) ? "https://not-a-servicenow-instance.invalid" ' +
	': "https://" + host + (/[.:]/.test(host) ? "" : ".service-now.com")))';

/** A path as an n8n expression: whatever was typed, it stays a path of the host before it. */
export const pathExpression = (path: string, preset: string) =>
	`"/" + (${path} || "${preset}").trim().replace(/^[\\/\\\\]+/, "")`;

const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
const HOST = /^[a-z0-9.-]+(:\d+)?$/;

/**
 * Base address of an instance: the rule of the expression above, for code. The node has it a third time, since a credential cannot
 * import from a node; the tests hold them against each other.
 */
export function baseUrl(instance: unknown): string {
	const typed = typeof instance === 'string' ? instance.trim().toLowerCase() : '';
	const [, scheme = 'https://', host = ''] = /^(https?:\/\/)?([^/?#]*)/.exec(typed) ?? [];
	if (LOCAL_HOST.test(host)) return scheme + host;
	if (scheme === 'http://') {
		throw new SignInFailure(
			'unreachable',
			'Instance begins with http://, which would send the sign-in unencrypted',
			'Use https:// (http:// is accepted for localhost only).',
		);
	}
	if (!HOST.test(host)) {
		throw new SignInFailure(
			'unreachable',
			'Instance is not the name or address of a ServiceNow instance',
			'Enter its name (dev12345), its host (dev12345.service-now.com) or its address.',
		);
	}
	return `https://${host}${/[.:]/.test(host) ? '' : '.service-now.com'}`;
}

/** The address of a path on the instance. */
export function addressOf(instance: unknown, path: unknown, preset: string): string {
	const typed = typeof path === 'string' && path.trim() !== '' ? path.trim() : preset;
	return `${baseUrl(instance)}/${typed.replace(/^[/\\]+/, '')}`;
}
