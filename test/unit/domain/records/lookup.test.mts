import type { ApiFailure } from '../../../../nodes/ServiceNowPlatform/domain/failure/failure.ts';
import type { ApiRequest } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import {
	findOne,
	findPlace,
	type RecordKey,
	findSysId,
} from '../../../../nodes/ServiceNowPlatform/domain/records/lookup.ts';
import { thrown } from '../../support/failures.mts';
import { drive } from '../../support/table.mts';

const key: RecordKey = { column: 'number', value: 'INC0010001' };
const row = { sys_id: 'a', number: 'INC0010001' };

function look(rows: unknown[], given: RecordKey = key) {
	const sent: ApiRequest[] = [];
	const answer = (request: ApiRequest) => {
		sent.push(request);
		return { status: 200, headers: {}, body: { result: rows } };
	};
	return { sent, run: () => drive(findSysId('incident', given), answer) };
}

describe('sysIdOf', () => {
	it('asks nothing where the sys_id is given', () => {
		const { run, sent } = look([], { sys_id: 'x' });
		expect(run()).toBe('x');
		expect(sent).toEqual([]);
	});

	it('looks the record up by its key', () => {
		const { run, sent } = look([row]);
		expect(run()).toBe('a');
		expect(sent[0]).toMatchObject({
			method: 'GET',
			query: { sysparm_query: 'number=INC0010001', sysparm_limit: '2' },
		});
	});

	it('fails when there is none', () => {
		expect(thrown(look([]).run)).toMatchObject({ name: 'ApiFailure', kind: 'not-found' });
	});

	it('fails when there are several', () => {
		expect(thrown(look([row, { ...row, sys_id: 'b' }]).run)).toMatchObject({
			kind: 'bad-request',
			facts: { detail: 'INC0010001 (a); INC0010001 (b)' },
		});
	});

	it('lists those that there are, whatever was asked of them', () => {
		const many = Array.from({ length: 11 }, (_, index) => ({ ...row, sys_id: `id${index}` }));
		const { run, sent } = look(many);
		const { facts } = thrown(run) as ApiFailure;
		expect(facts.detail).toBe(
			`${many
				.slice(0, 10)
				.map(({ sys_id, number }) => `${number} (${sys_id})`)
				.join('; ')} and more`,
		);
		expect(sent[1]?.query).toMatchObject({ sysparm_limit: '11', sysparm_query: 'number=INC0010001' });
	});

	it('takes no other record for it: ServiceNow drops a condition on a column that it does not know', () => {
		expect(thrown(look([{ sys_id: 'a' }]).run)).toMatchObject({ name: 'ApiFailure' });
	});

	it('does not mind the case of the key', () => {
		expect(look([{ ...row, number: 'inc0010001' }]).run()).toBe('a');
	});

	it.each(['a^ORactive=true', 'javascript:gs.x()', 'a\nb'])('refuses the key %j before any request', (value) => {
		const { run, sent } = look([row], { column: 'name', value });
		expect(thrown(run)).toMatchObject({ name: 'InputError' });
		expect(sent).toEqual([]);
	});
});

describe('findOne', () => {
	it('gives the record with what was asked for', () => {
		const answer = () => ({ status: 200, headers: {}, body: { result: [row] } });
		const steps = findOne('incident', { column: 'number', value: 'INC0010001' }, { sysparm_display_value: 'false' });
		expect(drive(steps, answer)).toEqual(row);
	});
});

describe('placeOf', () => {
	const place = (given: RecordKey, record: Record<string, unknown>) => {
		const sent: ApiRequest[] = [];
		const answer = (request: ApiRequest) => {
			sent.push(request);
			return { status: 200, headers: {}, body: { result: 'sys_id' in given ? record : [record] } };
		};
		return { sent, place: drive(findPlace('task', given, ['sys_mod_count']), answer) };
	};

	it.each([key, { sys_id: 'a' }])('finds the class of the record named by %j in one request', (given) => {
		const record = { ...row, sys_class_name: 'incident', sys_mod_count: '3' };
		const { sent, place: found } = place(given, record);
		expect(found).toEqual({ table: 'incident', sys_id: 'a', record });
		expect(sent).toHaveLength(1);
		expect(sent[0]?.query?.sysparm_fields?.split(',')).toEqual(
			expect.arrayContaining(['sys_id', 'sys_class_name', 'sys_mod_count']),
		);
	});

	it.each([row, { ...row, sys_class_name: '' }])('takes the table where records have no class', (record) => {
		expect(place({ sys_id: 'a' }, record).place.table).toBe('task');
	});
});
