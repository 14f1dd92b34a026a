import type { ApiRequest } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { findMatch, sharedId } from '../../../../nodes/ServiceNowPlatform/domain/records/match.ts';
import { thrown } from '../../support/failures.mts';
import { ok } from '../../support/instance.mts';
import { drive, sysIdFrom } from '../../support/table.mts';

const KEY = { correlation_id: 'A-1', location: 'Boston' };
const row = (number: number, values: Record<string, unknown> = KEY) => ({ sys_id: sysIdFrom(number), ...values });

function match(rows: unknown[], values: Record<string, string> = KEY, fresh?: boolean) {
	const sent: ApiRequest[] = [];
	const found = drive(findMatch('incident', values, fresh), (request) => {
		sent.push(request);
		return ok(rows);
	});
	return { found, sent };
}

describe('The id that all who create the record derive', () => {
	it.each([
		['the order of the columns', { location: 'Boston', correlation_id: 'A-1' }],
		['case', { correlation_id: 'a-1', location: 'BOSTON' }],
		['blanks around', { correlation_id: ' A-1 ', location: 'Boston' }],
	])('does not depend on %s', (_, values) => {
		expect(sharedId('incident', values)).toBe(sharedId('incident', KEY));
	});

	it('depends on the table, the columns and the values', () => {
		const ids = [
			sharedId('incident', KEY),
			sharedId('problem', KEY),
			sharedId('incident', { correlation_id: 'A-1' }),
			sharedId('incident', { ...KEY, location: 'Berlin' }),
		];
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids.every((id) => /^[0-9a-f]{32}$/.test(id))).toBe(true);
	});
});

describe('The record with the values', () => {
	it('is looked for with one request, together with the one that has their shared id', () => {
		const { found, sent } = match([row(1)]);
		expect(found).toEqual({ sys_id: sysIdFrom(1), isTaken: false });
		expect(sent).toHaveLength(1);
		expect(sent[0]).toMatchObject({
			path: '/api/now/table/incident',
			fresh: false,
			query: {
				sysparm_query: `correlation_id=A-1^location=Boston^NQsys_id=${sharedId('incident', KEY)}`,
				sysparm_fields: 'sys_id,number,name,correlation_id,location',
			},
		});
		expect(match([], KEY, true).sent[0]?.fresh).toBe(true);
	});

	it.each([
		['in another case', { correlation_id: 'a-1', location: 'BOSTON' }],
		['with blanks behind', { correlation_id: 'A-1 ', location: 'Boston' }],
		['with an accent', { correlation_id: 'Á-1', location: 'Bóston' }],
	])('is the same %s', (_, values) => {
		expect(match([row(1, values)]).found.sys_id).toBe(sysIdFrom(1));
	});

	it('may be none', () => {
		expect(match([]).found).toEqual({ sys_id: undefined, isTaken: false });
	});

	it('is not the one that has the shared id and other values: the id is taken then', () => {
		const taken = { ...row(1, { ...KEY, location: 'Berlin' }), sys_id: sharedId('incident', KEY) };
		expect(match([taken]).found).toEqual({ sys_id: undefined, isTaken: true });
		expect(match([taken, row(2)]).found).toEqual({ sys_id: sysIdFrom(2), isTaken: true });
	});

	it('cannot be told of the one that has the shared id and shows no values', () => {
		const hidden = { sys_id: sharedId('incident', KEY) };
		expect(thrown(() => match([hidden]))).toMatchObject({ message: expect.stringContaining('correlation_id') });
	});

	it('cannot be told where a column is not there: ServiceNow drops the condition, and finds any record', () => {
		expect(thrown(() => match([row(1, { correlation_id: 'A-1' })]))).toMatchObject({
			kind: 'bad-request',
			message: 'Records of incident cannot be matched on location',
		});
		expect(thrown(() => match([row(1), row(2, { ...KEY, location: 'Berlin' })]))).toMatchObject({
			message: 'Records of incident cannot be matched on location',
		});
	});

	it('is refused where there are several, which are named', () => {
		const found = thrown(() => match([row(1, { ...KEY, number: 'INC1' }), row(2)]));
		expect(found).toMatchObject({
			kind: 'bad-request',
			message: 'More than one incident has the same correlation_id and location',
			facts: { detail: expect.stringContaining(`INC1 (${sysIdFrom(1)})`) },
		});
	});

	it.each(['a^b', 'javascript:gs.x()', 'a\nb'])('is not looked for by %j, which no condition can hold', (value) => {
		const refusal = thrown(() => match([], { correlation_id: value }));
		expect(refusal).toMatchObject({ name: 'InputError', field: 'correlation_id' });
	});
});
