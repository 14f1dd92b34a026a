import { pageFacts, pageIn, redirectMessage } from '../../../../nodes/ServiceNowPlatform/domain/failure/pages.ts';

const page = (title: string, rest = '') =>
	`<!DOCTYPE html>\n<html><head><title>${title}</title></head><body>${rest}</body></html>`;
const BLANKS = ' '.repeat(3000);

describe('pageIn', () => {
	it.each([undefined, null, {}, [], 5, '', 'text', '{"result":"<html>"}', 'a,b\n<html>,c', '<xml/>'])(
		'takes %j for no page',
		(body) => {
			expect(pageIn(body)).toBeUndefined();
		},
	);

	it.each(['<html>x', '  \n<HTML>x', '<body>', '<head>', '<!doctype HTML>', ' \t\n<html lang="en">'])(
		'knows %j as a page without a title',
		(body) => {
			expect(pageIn(body)).toEqual({ kind: 'not-json', title: '' });
		},
	);

	it.each([
		['Instance Hibernating page', 'hibernating'],
		['Your instance is currently offline', 'hibernating'],
		['Log in | ServiceNow', 'login-page'],
		['Sign in to your account', 'login-page'],
		['SSO', 'login-page'],
		['Some portal', 'not-json'],
	])('knows "%s" as %s', (title, kind) => {
		expect(pageIn(page(title))).toEqual({ kind, title });
	});

	it('knows a sleeping instance by the text of its page, too', () => {
		expect(pageIn(page('Welcome', 'Your instance is hibernating.'))?.kind).toBe('hibernating');
	});

	it.each([
		['<html><title\n  class="a">\n  Some\n  portal \n</title>', 'Some\n  portal'],
		['<html><TITLE>Some portal</TITLE>', 'Some portal'],
		['<html><titles>no</titles><title>yes</title>', 'yes'],
		['<html><title>never ends', ''],
		['<html><title', ''],
		['<html><title></title>', ''],
		[`<html><title>${BLANKS}</title>`, ''],
		[`<html><title>${BLANKS}x`, ''],
		[`<html>${'<title '.repeat(500)}`, ''],
	])('finds the title of %j', (body, title) => {
		expect(pageIn(body)?.title).toBe(title);
	});

	it('looks no further than into the beginning of a page', () => {
		const long = ' '.repeat(5000);
		expect(pageIn(`${long}<html>`)).toBeUndefined();
		expect(pageIn(`<html>${long}<title>Log in</title>hibernating`)).toEqual({ kind: 'not-json', title: '' });
	});
});

describe('pageFacts', () => {
	it.each([
		['hibernating', 'The ServiceNow instance is asleep'],
		['login-page', 'The token endpoint answered with a login page instead of a token'],
		['not-json', 'The token endpoint answered with a web page instead of a token'],
	] as const)('says of %s who answered with what', (kind, message) => {
		expect(pageFacts({ kind, title: 'Title' }, 'The token endpoint', 'a token')).toEqual({
			kind,
			message,
			detail: 'The page is titled “Title”.',
		});
	});

	it('is silent on a title that is not there', () => {
		expect(pageFacts({ kind: 'not-json', title: '' }, 'ServiceNow', 'data')).not.toHaveProperty('detail');
	});
});

describe('redirectMessage', () => {
	it.each([
		[undefined, 'The instance redirects to another address'],
		['', 'The instance redirects to another address'],
		['https://sso.example/saml?session=secret#x', 'The instance redirects to https://sso.example/saml'],
	])('of %p', (location, message) => {
		expect(redirectMessage('The instance', location)).toBe(message);
	});
});
