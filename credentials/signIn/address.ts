import { readInstance } from '../../nodes/ServiceNowPlatform/domain/address/instance';
import { SignInFailure } from './failure';

/**
 * Base address of an instance as an n8n expression, for fields that n8n resolves before any code of this package runs. What cannot be
 * an instance leads to a host that never exists, and not to whichever one a URL parser would find in it.
 */
export const baseUrlExpression = (instance: string) =>
	`(${instance} || "").trim().toLowerCase()` +
	'.replace(/^(https?:\\/\\/)?([^\\/?#]*)[^]*$/, (_, scheme, host) => ' +
	'(/^(localhost|127\\.0\\.0\\.1|\\[::1\\])(:\\d{1,5})?$/.test(host) ? (scheme || "https://") + host ' +
	': scheme === "http://" ? "https://http-would-be-unencrypted.invalid" ' +
	': !/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(:\\d{1,5})?$/.test(host) ' +
	'|| /^(?!(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?=\\d)|(?=$|:))){4}(?::\\d{1,5})?$)(?:.*\\.)(?:\\d+|0x[0-9a-f]*)(?::\\d{1,5})?$/.test(host) ' +
	'? "https://not-a-servicenow-instance.invalid" ' +
	': "https://" + host + (/[.:]/.test(host) ? "" : ".service-now.com")))';

/** The host of an instance as an n8n expression, without its port. */
export const hostExpression = (instance: string) =>
	`${baseUrlExpression(instance)}.replace(/^https?:\\/\\/|:\\d+$/g, "")`;

/** A path as an n8n expression: whatever was typed, it stays a path of the host before it. */
export const pathExpression = (path: string, preset: string) =>
	`"/" + (${path} || "${preset}").trim().replace(/^[\\/\\\\]+/, "")`;

/**
 * Base address of an instance, for code.
 *
 * @throws SignInFailure when it cannot be one
 */
export function baseUrl(instance: unknown): string {
	const url = readInstance(instance);
	if (typeof url === 'string') return url;
	throw new SignInFailure('unreachable', `${url.field}: ${url.message}`, url.advice);
}

/** The address of a path on the instance. */
export function addressOf(instance: unknown, path: unknown, preset: string): string {
	const typed = typeof path === 'string' && path.trim() !== '' ? path.trim() : preset;
	return `${baseUrl(instance)}/${typed.replace(/^[/\\]+/, '')}`;
}
