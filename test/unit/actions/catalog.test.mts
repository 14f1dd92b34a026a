import type { Operation } from '../../../nodes/ServiceNowPlatform/actions/operation.ts';
import { findOperation } from '../../../nodes/ServiceNowPlatform/actions/resources.ts';
import type { ApiRequest } from '../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { parametersOf } from '../support/item.mts';
import { drive } from '../support/table.mts';

const ITEM = 'a'.repeat(32);
const USER = 'b'.repeat(32);

/** The requests of an operation for one item; `answers` are by the end of the path. */
function sentBy(name: string, parameters: object, answers: Record<string, unknown>): ApiRequest[] {
	const sent: ApiRequest[] = [];
	const operation = findOperation('catalog', name) as Operation;
	drive(operation.run(parametersOf({ ...parameters })), (request) => {
		sent.push(request);
		const key = Object.keys(answers).find((end) => request.path.endsWith(end)) ?? '';
		return { status: 200, headers: {}, body: { result: answers[key] ?? [] } };
	});
	return sent;
}

const order = {
	item: { mode: 'id', value: ITEM },
	quantity: 2,
	requestedFor: { mode: 'id', value: USER },
	variablesMode: 'json',
	variablesJson: '{"a": "1"}',
};
const form = { [ITEM]: { name: 'X', type: 'catalog_item', variables: [{ name: 'a', type: 6 }] } };
const ordered = { request_id: 'r', request_number: 'REQ1' };

describe('Order Now', () => {
	it('sends what the API documents, and the id by which an entry of the cart is known again', () => {
		const sent = sentBy('orderNow', order, { ...form, '/order_now': ordered });
		expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
			`GET /api/sn_sc/servicecatalog/items/${ITEM}`,
			`POST /api/sn_sc/servicecatalog/items/${ITEM}/order_now`,
			'GET /api/now/table/sc_req_item',
		]);
		expect(sent[1]).toMatchObject({
			alone: true,
			body: {
				sysparm_quantity: '2',
				variables: { a: '1' },
				sysparm_requested_for: USER,
				sysparm_item_guid: expect.stringMatching(/^[0-9a-f]{32}$/),
			},
		});
		expect(sent[1]?.body).not.toHaveProperty('sysparm_also_request_for');
	});

	it('says in the second step for whom it is', () => {
		const cart = { none: { items: [{ cart_item_id: 'x', catalog_item_id: ITEM }] } };
		const sent = sentBy('orderNow', order, {
			...form,
			'/order_now': { cart_id: 'c' },
			'/cart': cart,
			'/submit_order': ordered,
		});
		expect(sent.find(({ path }) => path.endsWith('/submit_order'))?.body).toEqual({ requested_for: USER });
	});

	it('sends the variables as they are given where the form cannot be read', () => {
		const sent = sentBy(
			'orderNow',
			{ ...order, variablesJson: { rows: [{ b: 1 }], list: [1, 2] } },
			{
				[ITEM]: {},
				'/order_now': ordered,
			},
		);
		expect(sent[1]?.body).toMatchObject({ variables: { rows: '[{"b":1}]', list: '1,2' } });
	});
});

describe('everything that touches the cart', () => {
	it('is done in item order', () => {
		const names = ['addToCart', 'emptyCart', 'getCart', 'orderNow', 'removeCartItem', 'submitCart', 'updateCartItem'];
		const lanes = names.map((name) => (findOperation('catalog', name) as Operation).lane?.(parametersOf({})));
		expect(new Set(lanes)).toEqual(new Set(['catalog:cart']));
	});
});
