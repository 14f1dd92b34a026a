import type { SampleCase, SampleContext, Sent } from '../sampleReplay.mts';

const BASE = '/api/sn_sc/servicecatalog';
const TABLET = '060f3afa3731300054b6a3549dbe5d3e';
const LAPTOP = '04b7e94b4f7b4200086eeed18110c7fd';

const idOf = ({ store }: SampleContext, table: string, where: Record<string, string>) =>
	store.one(table, where)?.sys_id ?? '';

/** The path of the sample with the record that is meant in place of the page's. */
const at = ({ sample }: SampleContext, id: string): Sent => ({ path: sample.path.replace(/[0-9a-f]{32}/, id) });

interface Cart {
	cart_id: string;
	items: Array<{ cart_item_id: string }>;
}

async function add({ instance }: SampleContext, path: string): Promise<Cart> {
	const answer = await instance.call(`${BASE}/items/${path}`, { method: 'POST', body: { sysparm_quantity: '1' } });
	return answer.json<{ result: Cart }>().result;
}

const user = (context: SampleContext, user_name: string) => idOf(context, 'sys_user', { user_name });

const delegated = (context: SampleContext, name: string): Sent => ({
	...at(context, idOf(context, 'sc_cat_item', { name })),
	body: { sysparm_also_request_for: `${user(context, 'itil')},${user(context, 'employee')}` },
});

const OWN_QUESTIONS = { '.variables.': 'keyed by the labels of the item’s own questions' };

export const catalogCases: Record<string, SampleCase> = {
	'service-catalog-01': {
		async prepare(context) {
			const { items } = await add(context, `${TABLET}/add_to_cart`);
			return at(context, items[0]?.cart_item_id ?? '');
		},
	},
	'service-catalog-02': {
		async prepare(context) {
			const { cart_id } = await add(context, `${TABLET}/add_to_cart`);
			return at(context, cart_id);
		},
	},
	'service-catalog-04': { prepare: (context) => at(context, user(context, 'employee')) },
	'service-catalog-05': {},
	// The page's address is mistyped.
	'service-catalog-07': {
		prepare: (context) => ({ path: `${BASE}/catalogs/${idOf(context, 'sc_catalog', { title: 'Service Catalog' })}` }),
	},
	'service-catalog-08': { prepare: (context) => at(context, idOf(context, 'sc_category', { title: 'Hardware' })) },
	'service-catalog-10': {
		prepare(context) {
			const item = idOf(context, 'sc_cat_item', { name: 'Standby Phone' });
			return { path: `${BASE}/items/${item}/delegation/${user(context, 'itil')}` };
		},
	},
	'service-catalog-11': { prepare: (context) => at(context, TABLET) },
	'service-catalog-13': {
		async prepare(context) {
			const { items } = await add(context, `${LAPTOP}/add_to_wishlist`);
			return at(context, items[0]?.cart_item_id ?? '');
		},
		conflicts: OWN_QUESTIONS,
	},
	'service-catalog-14': {
		async prepare(context) {
			context.set('glide.sc.checkout.twostep', 'true');
			for (const item of [TABLET, idOf(context, 'sc_cat_item', { name: 'Phone' })])
				await add(context, `${item}/add_to_cart`);
		},
	},
	'service-catalog-16': {},
	'service-catalog-17': { conflicts: OWN_QUESTIONS },
	'service-catalog-19': { prepare: (context) => delegated(context, 'Standby Phone') },
	'service-catalog-20': {
		prepare: (context) => delegated(context, 'Standard Laptop'),
		check(answer, { sample }) {
			expect(answer.json()).toEqual(sample.answer);
		},
	},
	'service-catalog-22': {},
	'service-catalog-23': {
		prepare: (context) => ({
			...at(context, idOf(context, 'item_option_new', { name: 'hiring_manager' })),
			body: { sysparm_value: user(context, 'itil') },
		}),
		check: (answer) => expect(answer.json()).toEqual({ result: 'ITIL User' }),
	},
	'service-catalog-25': {},
};
