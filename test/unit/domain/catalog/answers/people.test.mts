import { ExecutionCache } from '../../../../../nodes/ServiceNowPlatform/domain/api/executionCache.ts';
import type { ApiRequest } from '../../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { findPeopleIds, peopleIn } from '../../../../../nodes/ServiceNowPlatform/domain/catalog/answers/people.ts';
import { thrown } from '../../../support/failures.mts';
import { drive } from '../../../support/table.mts';

const [BETH, ABEL, TWIN] = ['b', 'a', 'c'].map((letter) => letter.repeat(32));

function idsOf(names: string[], rows: Array<Record<string, unknown>>): { ids: string[]; asked: ApiRequest[] } {
	const asked: ApiRequest[] = [];
	const ids = drive(findPeopleIds(new ExecutionCache(), 'People', names), (request) => {
		asked.push(request);
		return { status: 200, headers: {}, body: { result: rows } };
	});
	return { ids, asked };
}

describe('people', () => {
	it.each([
		['a, b;c\n d ,a', ['a', 'b', 'c', 'd']],
		[
			['a', 'b '],
			['a', 'b'],
		],
		[undefined, []],
		['', []],
	])('are listed in %j', (value, names) => {
		expect(peopleIn(value, 'People')).toEqual(names);
	});

	it('are 50 at most', () => {
		const names = Array.from({ length: 50 }, (_, index) => `user${index}`);
		expect(peopleIn(names, 'People')).toHaveLength(50);
		expect(thrown(() => peopleIn([...names, 'more'], 'People'))).toMatchObject({ field: 'People' });
	});

	it('are found together, by user name or e-mail', () => {
		const rows = [
			{ sys_id: BETH, user_name: 'beth', email: 'beth@x.y' },
			{ sys_id: ABEL, user_name: 'abel', email: 'ABEL@x.y' },
		];
		const { ids, asked } = idsOf(['abel@x.y', 'Beth', 'BETH@x.y'], rows);
		expect(ids).toEqual([ABEL, BETH]);
		expect(asked.map(({ query }) => query?.sysparm_query)).toEqual([
			'user_name=abel@x.y^ORemail=abel@x.y^ORuser_name=Beth^ORemail=Beth^ORuser_name=BETH@x.y^ORemail=BETH@x.y',
		]);
	});

	it('who are given by sys_id are not looked up', () => {
		expect(idsOf([String(BETH).toUpperCase()], [])).toEqual({ ids: [BETH], asked: [] });
	});

	it('are refused where nobody or several have the name', () => {
		expect(thrown(() => idsOf(['nobody'], [{ sys_id: BETH, user_name: 'beth', email: '' }]))).toMatchObject({
			message: 'No user has the user name or email "nobody"',
		});
		const twins = [
			{ sys_id: BETH, user_name: 'b1', email: 'x@y.z' },
			{ sys_id: TWIN, user_name: 'b2', email: 'x@y.z' },
		];
		expect(thrown(() => idsOf(['x@y.z'], twins))).toMatchObject({ message: expect.stringContaining(String(TWIN)) });
	});

	it('cannot change the query', () => {
		expect(thrown(() => idsOf(['a^ORactive=true'], []))).toMatchObject({ name: 'InputError' });
	});
});
