import type { ApiResponse } from '../types.mts';

const HTML = 'text/html;charset=UTF-8';

export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

export function page(title: string, body: string, status = 200, headers: Record<string, string> = {}): ApiResponse {
	const head = `<head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>`;
	const html = `<!DOCTYPE html>\n<html lang="en">\n${head}\n<body>\n${body}\n</body>\n</html>\n`;
	return { status, headers: { ...headers, 'content-type': HTML }, body: html };
}

/** A sleeping developer instance says 200 and HTML to everything, the token endpoint included (field recording). */
export const hibernationPage = () =>
	page(
		'Instance Hibernating page',
		'<h1>Your instance is hibernating</h1>\n<p>Sign in to the developer site to wake it.</p>',
	);

/** What a caller gets who is sent to single sign-on, or whose session has ended: 200 and HTML. */
export const loginPage = (action = '/login.do', hidden: Record<string, string> = {}, message = '') =>
	page(
		'Log in | ServiceNow',
		[
			`<form method="post" action="${escapeHtml(action)}">`,
			...Object.entries(hidden).map(
				([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
			),
			message === '' ? '' : `<p role="alert">${escapeHtml(message)}</p>`,
			'<label>User name <input name="user_name" id="user_name" autocomplete="username"></label>',
			'<label>Password <input name="user_password" id="user_password" type="password"></label>',
			'<button type="submit" id="sysverb_login">Log in</button>',
			'</form>',
		].join('\n'),
	);

/** The edge in front of an instance answers in HTML of its own. */
export const edgePage = (status: number, title: string) =>
	page(`${status} ${title}`, `<h1>${status} ${escapeHtml(title)}</h1>`, status);

/** The web server's own words where the address makes the header of a request too long (field recording). */
export const tooLongPage = () =>
	page(
		'HTTP Status 400 – Bad Request',
		'<h1>HTTP Status 400 – Bad Request</h1>\n<p><b>Message</b> Request header is too large</p>',
		400,
	);
