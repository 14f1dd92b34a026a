import type { ApiRequest } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import {
	readAttachments,
	bytes,
	contentType,
	metadataHeader,
	findSameFiles,
} from '../../../../nodes/ServiceNowPlatform/domain/attachment/attachment.ts';
import { thrown } from '../../support/failures.mts';
import { ok } from '../../support/instance.mts';
import { drive } from '../../support/table.mts';

const target = { table: 'incident', sys_id: 'a'.repeat(32) };

describe('attachmentsOf', () => {
	it('reads on behind a full page, and stops at one that is not', () => {
		const queries: string[] = [];
		const full = Array.from({ length: 1000 }, (_, index) => ({ sys_id: String(index).padStart(4, '0') }));
		const found = drive(readAttachments(target), ({ query }: ApiRequest) => {
			queries.push(String(query?.sysparm_query));
			return ok(queries.length === 1 ? full : [{ sys_id: 'last' }]);
		});
		expect(found).toHaveLength(1001);
		expect(queries).toEqual([
			`table_name=incident^table_sys_id=${target.sys_id}^ORDERBYsys_id`,
			`table_name=incident^table_sys_id=${target.sys_id}^sys_id>0999^ORDERBYsys_id`,
		]);
	});
});

describe('sameFiles', () => {
	it('goes by the content, also where the instance drops the condition or changes names', () => {
		const rows = [
			{ sys_id: '1', file_name: 'a.txt', hash: 'x' },
			{ sys_id: '2', file_name: 'a_(1).txt', hash: 'x' },
			{ sys_id: '3', file_name: 'a.txt', hash: 'y' },
			{ sys_id: '4', file_name: 'a.txt' },
		];
		expect(drive(findSameFiles(target, 'x'), () => ok(rows)).map(({ sys_id }) => sys_id)).toEqual(['1', '2']);
	});
});

describe('metadataHeader', () => {
	const header = (value: string) =>
		metadataHeader({ status: 200, headers: { 'x-attachment-metadata': value }, body: '' });

	it('puts names in UTF-8 together again', () => {
		const bytesOfName = Buffer.from('{"file_name":"Müller.txt"}', 'utf8').toString('latin1');
		expect(header(bytesOfName)).toEqual({ file_name: 'Müller.txt' });
	});

	it.each(['', '{', '[]', '1'])('is none where it says %j', (value) => {
		expect(header(value)).toBeUndefined();
	});
});

describe('bytes', () => {
	it.each([
		['12', 12],
		['0', 0],
		['', undefined],
		[undefined, undefined],
		['x', undefined],
		['1.5', undefined],
	])('of %j are %j', (value, size) => {
		expect(bytes(value)).toBe(size);
	});
});

describe('contentType', () => {
	it.each(['text/plain', 'application/vnd.ms-excel', 'text/csv; charset=utf-8', 'image/svg+xml'])(
		'takes %s',
		(type) => {
			expect(contentType(type)).toBe(type);
		},
	);

	it.each(['', 'text', 'text/plain\r\nX-Evil: 1', 'text/ü', '*/*x y'])('refuses %j', (type) => {
		expect(thrown(() => contentType(type))).toMatchObject({ name: 'InputError', field: 'Content Type' });
	});
});
