import { apiPath } from '../../../../nodes/ServiceNowPlatform/domain/api/request';
import type { FailureKind } from '../../../../nodes/ServiceNowPlatform/domain/failure/failure.ts';
import type { ApiRequest } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { entriesOf, simpleCart } from '../../../../nodes/ServiceNowPlatform/domain/catalog/cart.ts';
import { sendOrFind } from '../../../../nodes/ServiceNowPlatform/domain/catalog/doubt.ts';
import { failure, KINDS, thrown } from '../../support/failures.mts';
import { drive } from '../../support/table.mts';

const ORDER: ApiRequest = { method: 'POST', path: apiPath`/order_now` };
const DOUBTFUL: FailureKind[] = ['lost', 'not-processed', 'not-json', 'incomplete', 'server'];

/** Sends an order whose answer is a failure. */
function failing(kind: FailureKind, look: Parameters<typeof sendOrFind>[1]) {
	const sent: ApiRequest[] = [];
	const run = () =>
		drive(sendOrFind(ORDER, look), (request) => {
			sent.push(request);
			throw failure(kind, { message: 'its words' });
		});
	return { run, sent };
}

describe('what must not be done twice', () => {
	it('travels alone', () => {
		const sent: ApiRequest[] = [];
		const result = drive(
			sendOrFind(ORDER, function* () {
				return { advice: '' };
			}),
			(request) => {
				sent.push(request);
				return { status: 200, headers: {}, body: { result: { request_id: '1' } } };
			},
		);
		expect(sent).toEqual([{ ...ORDER, alone: true }]);
		expect(result).toEqual({ result: { request_id: '1' }, recovered: false });
	});

	it.each(KINDS)('is sent once and looked for only where it may have been done: %s', (kind) => {
		let looks = 0;
		const { run, sent } = failing(kind, function* () {
			looks++;
			return { advice: 'look there' };
		});
		const error = thrown(run) as { facts: { message: string; advice?: string } };
		expect(sent).toHaveLength(1);
		expect(looks).toBe(DOUBTFUL.includes(kind) ? 1 : 0);
		expect(error.facts.message).toBe('its words');
		expect(error.facts.advice).toBe(DOUBTFUL.includes(kind) ? 'look there' : undefined);
	});

	it('is what was found of it', () => {
		const { run } = failing('lost', function* () {
			return { done: { request_id: '2' } };
		});
		expect(run()).toEqual({ result: { request_id: '2' }, recovered: true });
	});
});

describe('a cart', () => {
	const cart = {
		cart_id: 'c',
		subtotal_price: '$3.00',
		none: { items: [{ cart_item_id: '1', item_name: 'A' }], subtotal_price: '$1.00' },
		monthly: { items: [{ cart_item_id: '2' }, null, 'x'] },
		total_title: 'Total',
	};

	it('has its items in one list, wherever they stand', () => {
		expect(entriesOf(cart).map(({ cart_item_id }) => cart_item_id)).toEqual(['1', '2']);
		expect(entriesOf({ cart_id: 'c', items: [{ cart_item_id: '3' }] })).toEqual([{ cart_item_id: '3' }]);
		expect(entriesOf({})).toEqual([]);
	});

	it('is told without the words of its page', () => {
		expect(simpleCart(cart)).toMatchObject({ cart_id: 'c', item_count: 2, subtotal_price: '$3.00' });
		expect(simpleCart(cart)).not.toHaveProperty('total_title');
	});
});
