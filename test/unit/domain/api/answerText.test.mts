import { apiPath } from '../../../../nodes/ServiceNowPlatform/domain/api/request';
import { assertText } from '../../../../nodes/ServiceNowPlatform/domain/api/answerText.ts';

const answered = (type: string | undefined, body: unknown = 'x') => {
	const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
	return () => assertText({ method: 'GET', path: apiPath`/api/x` }, { status: 200, headers, body });
};

describe('An answer', () => {
	it.each([
		'application/json;charset=UTF-8',
		'application/vnd.api+json',
		'application/hal+json',
		'text/plain',
		'text/calendar; charset=utf-8',
		'application/xml',
		'application/soap+xml',
		'image/svg+xml',
		'application/csv',
		'',
		undefined,
	])('of type %s is text', (type) => {
		expect(answered(type)).not.toThrow();
	});

	it.each(['application/octet-stream', 'application/pdf', 'image/png', 'application/zip', 'application/vnd.ms-excel'])(
		'of type %s is a file',
		(type) => {
			expect(answered(type)).toThrow(`answered with a file (${type})`);
		},
	);

	it('without content is none', () => {
		expect(() =>
			assertText(
				{ method: 'DELETE', path: apiPath`/api/x` },
				{ status: 204, headers: { 'content-type': 'application/pdf' }, body: undefined },
			),
		).not.toThrow();
	});
});
