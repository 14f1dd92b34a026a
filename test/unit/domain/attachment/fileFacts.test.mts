import { apiPath, withSearch } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { fileFacts } from '../../../../nodes/ServiceNowPlatform/domain/attachment/fileFacts.ts';

const PATH = withSearch(apiPath`/api/x/reports/7.pdf`, 'a=b/c');
const facts = (headers: Record<string, string>, path = PATH) =>
	fileFacts({ method: 'GET', path }, { status: 200, headers, body: undefined });
const named = (disposition: string) => facts({ 'content-disposition': disposition }).fileName;

describe('A file', () => {
	it.each([
		['attachment; filename="a b.pdf"', 'a b.pdf'],
		['attachment; filename=a.pdf', 'a.pdf'],
		['inline;filename="a\\"b.pdf"; size=3', 'a"b.pdf'],
		['attachment; filename="fallback.pdf"; filename*=UTF-8\'\'r%C3%A9sum%C3%A9.pdf', 'résumé.pdf'],
		["attachment; filename*=utf-8'en'%E0%A4%A", '%E0%A4%A'],
		[`attachment; filename="${Buffer.from('é.pdf').toString('latin1')}"`, 'é.pdf'],
		['attachment', '7.pdf'],
		['', '7.pdf'],
	])('with %s is named %s', (disposition, name) => {
		expect(named(disposition)).toBe(name);
	});

	it('is what its metadata say, where ServiceNow sends them', () => {
		const metadata = JSON.stringify({ file_name: 'a.txt', content_type: 'text/plain', size_bytes: '3' });
		const headers = { 'x-attachment-metadata': metadata, 'content-type': 'application/octet-stream' };
		expect(facts(headers)).toEqual({ fileName: 'a.txt', mimeType: 'text/plain', size: 3 });
	});

	it('has the type of the answer without its parameters, and no size that is that of the packed answer', () => {
		expect(facts({ 'content-type': 'text/csv; charset=utf-8', 'content-length': '20' })).toMatchObject({
			mimeType: 'text/csv',
			size: undefined,
		});
	});
});
