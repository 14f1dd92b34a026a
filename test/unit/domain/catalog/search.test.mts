import { type ItemType, searchCatalog } from '../../../../nodes/ServiceNowPlatform/domain/catalog/search.ts';
import { drive } from '../../support/table.mts';

interface Item extends Record<string, unknown> {
	sys_id: string;
	type: string;
	hidden?: boolean;
}

const many = (count: number, more: (index: number) => Partial<Item> = () => ({})): Item[] =>
	Array.from({ length: count }, (_, index) => ({ sys_id: String(index), type: 'catalog_item', ...more(index) }));

/** An instance that cuts the page before it hides items. */
function search(items: Item[], limit: number, type: ItemType | '' = '', ignoresOffset = false) {
	const offsets: number[] = [];
	const found = drive(searchCatalog({ sysparm_text: 'x' }, type, limit), ({ query = {} }) => {
		const [offset, size] = [ignoresOffset ? 0 : Number(query.sysparm_offset), Number(query.sysparm_limit)];
		offsets.push(Number(query.sysparm_offset));
		const page = items.slice(offset, offset + size).filter(({ hidden }) => hidden !== true);
		return { status: 200, headers: {}, body: { result: page } };
	});
	return { ids: found.map(({ sys_id }) => sys_id), offsets };
}

describe('searched items', () => {
	it('are all there are, past pages that are thinned', () => {
		const items = many(260, (index) => ({ hidden: index % 3 === 0 }));
		const { ids, offsets } = search(items, Number.POSITIVE_INFINITY);
		expect(ids).toEqual(items.filter(({ hidden }) => !hidden).map(({ sys_id }) => sys_id));
		expect(offsets).toEqual([0, 100, 200, 300]);
	});

	it('are as many as asked for, although the first ones are hidden', () => {
		const items = many(80, (index) => ({ hidden: index < 20 }));
		expect(search(items, 2).ids).toEqual(['20', '21']);
	});

	it('are asked for once where one page will do', () => {
		expect(search(many(60), 50).offsets).toEqual([0]);
	});

	it('are those of the type, which the API cannot be asked for', () => {
		const items = many(250, (index) => ({
			type: index % 2 ? 'order_guide' : index % 4 ? 'record_producer' : 'some_new_type',
		}));
		const { ids } = search(items, 60, 'catalog_item');
		expect(ids).toHaveLength(60);
		expect(ids.every((id) => Number(id) % 4 === 0)).toBe(true);
	});

	it('end where the API answers every page with the same', () => {
		const { ids, offsets } = search(many(100), Number.POSITIVE_INFINITY, '', true);
		expect([ids.length, offsets]).toEqual([100, [0, 100]]);
	});
});
