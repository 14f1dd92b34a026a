import { pairsOf } from '../../../nodes/ServiceNowPlatform/properties/pairs.ts';

describe('pairsOf', () => {
	it.each([
		[undefined, []],
		[{}, []],
		[{ pairs: 'x' }, []],
		[{ pairs: [null, { value: 'x' }, { name: ' ' }] }, []],
		[
			{ pairs: [{ name: ' a ', value: ' 1 ' }, { name: 'b' }] },
			[
				['a', ' 1 '],
				['b', ''],
			],
		],
		[{ pairs: [{ name: 'n', value: 5 }] }, [['n', '5']]],
	])('reads %j as %j', (content, expected) => {
		expect(pairsOf(content)).toEqual(expected);
	});
});
