import { oncePerItem } from '../../../../nodes/ServiceNowPlatform/properties/item/oncePerItem.ts';
import { recordLane, recordOfSubject } from '../../../../nodes/ServiceNowPlatform/properties/pickers/subject.ts';
import { SUBJECTS } from '../../../../nodes/ServiceNowPlatform/properties/pickers/subjects.ts';
import { Item } from '../../../../nodes/ServiceNowPlatform/properties/item/item.ts';
import { thrown } from '../../support/failures.mts';
import { parametersOf } from '../../support/item.mts';

describe('oncePerItem', () => {
	it('reads once for each item', () => {
		const read = oncePerItem((item) => ({ text: item.text('field') }));
		const [one, other] = [parametersOf({ field: 'a' }), parametersOf({ field: 'b' })];
		expect([read(one), read(other)]).toEqual([{ text: 'a' }, { text: 'b' }]);
		expect(read(one)).toBe(read(one));
	});

	it('remembers that there is nothing, but no failure', () => {
		let reads = 0;
		const read = oncePerItem(() => {
			if (++reads === 1) throw new Error('first');
			return undefined;
		});
		const item = parametersOf({});
		expect(thrown(() => read(item))).toMatchObject({ message: 'first' });
		expect([read(item), read(item), reads]).toEqual([undefined, undefined, 2]);
	});
});

describe('The record of an item', () => {
	it('is read once for its lane and its requests', () => {
		const asked: string[] = [];
		const context = {
			getNode: () => ({ type: 'x' }),
			getNodeParameter: (name: string) => {
				asked.push(name);
				return { mode: 'number', value: 'INC0000001' };
			},
			getInputData: () => [],
			getTimezone: () => 'UTC',
		};
		const item = new Item(context as never, 0);
		expect(recordLane(SUBJECTS.incident)(item)).toBe('incident:number:inc0000001');
		expect(recordOfSubject(SUBJECTS.incident, item).table).toBe('incident');
		expect(recordOfSubject(SUBJECTS.problem, item).table).toBe('problem');
		expect(asked).toEqual(['record', 'record']);
	});
});
