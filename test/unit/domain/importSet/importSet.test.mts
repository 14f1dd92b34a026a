import { apiPath } from '../../../../nodes/ServiceNowPlatform/domain/api/request';
import type { Json } from '../../../../nodes/ServiceNowPlatform/domain/api/json.ts';
import {
	assertTransformed,
	transformedIn,
	untransformed,
} from '../../../../nodes/ServiceNowPlatform/domain/importSet/importSet.ts';
import { byLabel } from '../../../../nodes/ServiceNowPlatform/domain/importSet/keys.ts';
import { columnsOf } from '../../../../nodes/ServiceNowPlatform/domain/schema/columns.ts';
import { thrown } from '../../support/failures.mts';

const place = { method: 'POST', path: apiPath`/api/now/import/imp_user` } as const;
const answer = (body: unknown) => ({ status: 201, headers: {}, body });
const map = (status: string, more: Json = {}) => ({
	transform_map: 'M',
	table: 't',
	status,
	...more,
});

describe('transformedIn', () => {
	it('joins each result with its import set', () => {
		const body = { import_set: 'ISET1', staging_table: 'imp', result: [map('inserted'), map('updated')] };
		expect(transformedIn(answer(body))).toEqual([
			{ import_set: 'ISET1', staging_table: 'imp', ...map('inserted') },
			{ import_set: 'ISET1', staging_table: 'imp', ...map('updated') },
		]);
	});

	it.each([undefined, null, 'text', {}, { result: 'x' }, { result: [1, null] }])('finds nothing in %j', (body) => {
		expect(transformedIn(answer(body))).toEqual([]);
		expect(untransformed(answer(body))).toMatchObject({ status: 'pending' });
	});
});

describe('assertTransformed', () => {
	const failure = (results: Json[], also: Array<'ignored' | 'skipped'> = []) =>
		thrown(() => assertTransformed(results, also, place));

	it.each(['inserted', 'updated', 'ignored', 'skipped', 'pending', 'something new'])('lets %s pass', (status) => {
		expect(() => assertTransformed([map(status)], [], place)).not.toThrow();
	});

	it.each([
		[{ error_message: 'Own words' }, 'Own words'],
		[{ status_message: 'Other words' }, 'Other words'],
		[{ error_message: 'Own', status_message: 'Other' }, 'Own'],
		[{}, 'The row was not transformed (error)'],
	])('fails an error with %j as "%s"', (words, message) => {
		expect(failure([map('error', words)])).toMatchObject({ message, facts: { kind: 'not-transformed', ...place } });
	});

	it('fails ignored and skipped rows when told so, one as the other', () => {
		expect(failure([map('ignored')], ['ignored'])).toMatchObject({ message: expect.stringContaining('ignored') });
		expect(failure([map('skipped')], ['ignored', 'skipped'])).toMatchObject({ name: 'ApiFailure' });
		expect(() => assertTransformed([map('skipped')], ['ignored'], place)).not.toThrow();
	});

	it('tells of all maps what each made', () => {
		const results = [map('inserted', { display_value: 'Crane' }), map('error', { error_message: 'No' })];
		expect(failure(results)).toMatchObject({
			message: 'No',
			facts: { detail: 'M (t): inserted, Crane; M (t): error, No' },
		});
	});
});

describe('byLabel', () => {
	const row = (name: string, element: string, column_label: string) => ({ name, element, column_label });
	const columns = (...rows: Array<Record<string, string>>) => columnsOf(['imp', 'sys_import_set_row'], rows);

	it('names columns by their labels, and leaves what is no column', () => {
		const known = columns(row('imp', 'u_id', 'ID'), row('imp', 'u_name', 'Name'));
		expect(byLabel(known, { u_id: '1', u_name: 'Tom', Address: 'x' })).toEqual({ ID: '1', Name: 'Tom', Address: 'x' });
	});

	it('refuses columns of one label, which nobody could tell apart', () => {
		const known = columns(row('imp', 'u_a', 'Same'), row('imp', 'u_b', 'Same'), row('imp', 'u_c', 'Other'));
		expect(thrown(() => byLabel(known, { u_a: '1' }))).toMatchObject({ field: 'Fields' });
		expect(byLabel(known, { u_c: '1' })).toEqual({ Other: '1' });
	});

	it('does not mind the columns that every staging table inherits', () => {
		const known = columns(row('imp', 'u_state', 'State'), row('sys_import_set_row', 'sys_import_state', 'State'));
		expect(byLabel(known, { u_state: 'x' })).toEqual({ State: 'x' });
	});
});
