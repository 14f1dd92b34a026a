import type { ApiRequest, Steps } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { finishCheckout, submitCart } from '../../../../nodes/ServiceNowPlatform/domain/catalog/checkout.ts';
import { findOrder } from '../../../../nodes/ServiceNowPlatform/domain/catalog/orders.ts';
import { thrown } from '../../support/failures.mts';
import { drive } from '../../support/table.mts';

const ITEM = 'a'.repeat(32);
const GUID = 'b'.repeat(32);
const entry = (cart_item_id: string, catalog_item_id = ITEM) => ({
	cart_item_id,
	catalog_item_id,
	quantity: '1',
	item_name: 'X',
});

/** Answers by the end of the path. */
function ran<Result>(steps: Steps<Result>, answers: Record<string, unknown>) {
	const sent: ApiRequest[] = [];
	const run = () =>
		drive(steps, (request) => {
			sent.push(request);
			const key = Object.keys(answers).find((end) => request.path.endsWith(end)) ?? '';
			return { status: 200, headers: {}, body: { result: answers[key] } };
		});
	return { run, sent };
}
const ORDERED = { request_id: 'r', request_number: 'REQ1' };

describe('the second step of an order', () => {
	it('says anew for whom it is: what it leaves out would get its default', () => {
		const { run, sent } = ran(finishCheckout(GUID, ITEM, { requested_for: 'u' }), {
			'/cart': { none: { items: [entry(GUID)] } },
			'/submit_order': ORDERED,
		});
		expect(run()).toEqual(ORDERED);
		expect(sent.at(-1)).toMatchObject({ method: 'POST', body: { requested_for: 'u' }, alone: true });
	});

	it('sends no body where there is nothing to say', () => {
		const { run, sent } = ran(submitCart({}), { '/submit_order': ORDERED });
		run();
		expect(sent[0]).not.toHaveProperty('body');
	});

	it('knows its item where the instance chose the id itself', () => {
		const cart = { none: { items: [entry('other')] } };
		expect(ran(finishCheckout(GUID, ITEM, {}), { '/cart': cart, '/submit_order': ORDERED }).run()).toEqual(ORDERED);
	});

	it('orders nothing and takes nothing out where it cannot tell its item from another', () => {
		const { run, sent } = ran(finishCheckout(GUID, ITEM, {}), {
			'/cart': { none: { items: [entry('1'), entry('2')] } },
		});
		expect(thrown(run)).toMatchObject({ field: 'Cart', advice: expect.stringContaining('is in the cart now') });
		expect(sent.map(({ method }) => method)).toEqual(['GET']);
	});

	it('is no success without a request', () => {
		const { run } = ran(submitCart({}), { '/submit_order': { cart_id: 'c', subtotal_price: '$1' } });
		expect(thrown(run)).toMatchObject({
			kind: 'not-processed',
			facts: { detail: 'It answered with: cart_id, subtotal_price.' },
		});
	});
});

describe('an earlier order', () => {
	const row = { 'request_item.request': 'r', 'request_item.request.number': 'REQ1', 'sc_item_option.value': 'v' };
	const look = (rows: object[]) => ran(findOrder(ITEM, 'ticket', 'v'), { '/sc_item_option_mtom': rows });

	it('is the one with the value', () => {
		const { run, sent } = look([row]);
		expect(run()).toEqual(ORDERED);
		expect(sent[0]?.query?.sysparm_query).toBe(
			`sc_item_option.item_option_new.name=ticket^sc_item_option.value=v^request_item.cat_item=${ITEM}^ORDERBYsys_created_on`,
		);
	});

	it('is none where nothing has it', () => {
		expect(look([]).run()).toBeUndefined();
	});

	it.each([[{ ...row, 'sc_item_option.value': 'other' }], [{}]])(
		'is not taken from rows that do not show the value: %j',
		(other) => {
			expect(thrown(look([other]).run)).toMatchObject({ kind: 'forbidden' });
		},
	);

	it('is not looked for with what could change the query', () => {
		expect(thrown(ran(findOrder(ITEM, 'ticket', 'v^ORactive=true'), {}).run)).toMatchObject({ name: 'InputError' });
	});
});
