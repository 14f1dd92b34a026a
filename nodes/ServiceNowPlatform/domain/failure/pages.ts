import type { FailureFacts } from './failure';

/** A page says at its beginning what it is; whoever sends one cannot have more of it searched. */
const BEGINNING = 4096;

/** A web page that came in place of an answer. */
export interface Page {
	kind: 'hibernating' | 'login-page' | 'not-json';
	/** '' where it has none. */
	title: string;
}

/** What page a body is; undefined where it is none. */
export function pageIn(body: unknown): Page | undefined {
	if (typeof body !== 'string') return undefined;
	const beginning = body.slice(0, BEGINNING);
	if (!/^\s*(<!doctype html|<html|<head|<body)/i.test(beginning)) return undefined;
	const title = titleOf(beginning);
	if (/hibernat|instance is (currently )?offline/i.test(beginning)) return { kind: 'hibernating', title };
	return { kind: /log ?in|sign ?in|sso|saml/i.test(title) ? 'login-page' : 'not-json', title };
}

/** By position: a pattern for the whole would try every way to share out the blanks in it. */
function titleOf(html: string): string {
	const tag = html.search(/<title[\s>]/i);
	const start = html.indexOf('>', tag) + 1;
	const end = html.indexOf('<', start);
	return tag < 0 || start === 0 || end < 0 ? '' : html.slice(start, end).trim();
}

/** The words for a page. `who` answered with it in place of what was `wanted`: "The token endpoint", "a token". */
export function pageFacts(
	{ kind, title }: Page,
	who: string,
	wanted: string,
): Pick<FailureFacts, 'kind' | 'message' | 'detail'> {
	const name = kind === 'login-page' ? 'login page' : 'web page';
	return {
		kind,
		message:
			kind === 'hibernating'
				? 'The ServiceNow instance is asleep'
				: `${who} answered with a ${name} instead of ${wanted}`,
		...(title === '' ? {} : { detail: `The page is titled “${title}”.` }),
	};
}

/** Where a redirect leads, without the query, which may hold a session. */
export function redirectMessage(who: string, location = ''): string {
	const [target = ''] = location.split(/[?#]/);
	return `${who} redirects to ${target === '' ? 'another address' : target}`;
}
