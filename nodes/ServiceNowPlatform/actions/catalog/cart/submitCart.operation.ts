import { encoded } from '../../../domain/encodedQuery';
import type { INodeProperties } from 'n8n-workflow';
import { ApiFailure } from '../../../domain/failure/failure';
import { InputError } from '../../../domain/failure/inputError';
import { listRequest } from '../../../domain/api/listRequest';
import { attempt, recordsOf, type Steps } from '../../../domain/api/request';
import { findPersonId } from '../../../domain/catalog/answers/people';
import { submitCart as submitted } from '../../../domain/catalog/checkout';
import { USER } from '../../../properties/pickers/kinds';
import { locator } from '../../../properties/pickers/locator';
import { filled, optionalKey } from '../../../properties/values/work';
import { optionsField } from '../../../properties/values/write';
import type { Operation } from '../../operation';
import { cartLane } from '../line';
import { readOrder, requestedItemsOption } from '../ordering/readOrder';

const requestedForField = locator(USER, {
	name: 'requestedFor',
	displayName: 'Requested For',
	required: false,
	description: 'Who gets everything in the cart; where nobody is chosen, it stays as Add to Cart has it',
});

const details: INodeProperties[] = [
	{
		displayName: 'Delivery Address',
		name: 'delivery_address',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		description: 'Where it is delivered to',
	},
	{
		displayName: 'Special Instructions',
		name: 'special_instructions',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		description: 'What those who deliver should know',
	},
];

export const submitCart: Operation = {
	option: {
		name: 'Submit Cart',
		description: 'Order everything in the cart of the signed-in user, with the one-step or the two-step checkout',
		action: 'Submit cart',
	},
	properties: [requestedForField, optionsField([...details, requestedItemsOption], 'ordered')],
	lane: cartLane,
	*run(item) {
		const user = optionalKey(item, USER, 'requestedFor');
		const texts = filled(item.collection('options'), ['delivery_address', 'special_instructions']);
		const requested_for =
			user === undefined ? yield* readRequestedFor(texts) : yield* findPersonId(item.cache, 'Requested For', user);
		const order = yield* submitted({ ...texts, ...(requested_for === '' ? {} : { requested_for }) });
		return [yield* readOrder(item, order)];
	},
};

/** Whatever is left out of details gets its default, and the default user is the one who signs in: whom the cart is for is said anew. */
function* readRequestedFor(texts: Record<string, string>): Steps<string> {
	if (Object.keys(texts).length === 0) return '';
	const own = encoded`user=javascript:gs.getUserID()^name=DEFAULT`;
	const answer = yield* attempt(listRequest('sc_cart', own, ['user', 'requested_for'], 1));
	const requested_for = answer instanceof ApiFailure ? undefined : recordsOf(answer)[0]?.requested_for;
	if (typeof requested_for === 'string') return requested_for;
	throw new InputError(
		'Requested For',
		'Nobody is chosen, and whom the cart is for cannot be read',
		'Choose who gets it: with a delivery address or instructions ServiceNow would take the signed-in user. Nothing was ordered.',
	);
}
