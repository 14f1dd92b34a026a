import { insert } from '../../../../nodes/ServiceNowPlatform/actions/importSet/insert.operation.ts';
import { Item } from '../../../../nodes/ServiceNowPlatform/properties/item/item.ts';

const lane = (table: string, itemIndex: number, options = {}) => {
	const values: Record<string, unknown> = { table: { mode: 'name', value: table }, options };
	return insert.lane?.(new Item({ getNodeParameter: (name: string) => values[name] } as never, itemIndex));
};

describe('rows of several items', () => {
	it('take turns where they go to the same table, so that each finds the record that another made', () => {
		expect(lane('imp_user', 0)).toBe(lane('imp_user', 1));
		expect(lane('imp_user', 0)).not.toBe(lane('imp_other', 1));
	});

	it('do not wait for one another when told so', () => {
		expect(lane('imp_user', 0, { anyOrder: true })).not.toBe(lane('imp_user', 1, { anyOrder: true }));
	});
});
