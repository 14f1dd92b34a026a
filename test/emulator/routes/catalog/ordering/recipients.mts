/** For whom something is ordered: the caller, somebody else, or several people at once. */
import { parseObject } from '../../../http/content/body.mts';
import type { ApiRequest, ApiResponse, Context, Row, Store } from '../../../types.mts';
import { textOf, variablesOf } from '../answers.mts';
import { isType, questionsOf, TYPE } from '../questions.mts';
import { invalidRequest } from '../refusals.mts';
import { findItem, mayAcquire } from '../shop.mts';
import type { Shopper } from '../shop.mts';

const MOST = 50;

export interface Recipients {
	requestedFor: string;
	/** All of them, or none: the order is refused as a whole. */
	alsoFor: string[];
}

interface Obstacle {
	errCode: string;
	errMsg: string;
}

const listOf = (value: unknown): string[] =>
	textOf(value)
		.split(',')
		.map((part) => part.trim())
		.filter(Boolean);

/** Without a list of roles the second property decides for everybody. */
function mayAskForOthers({ store, session }: Shopper): boolean {
	const { roles } = session;
	const wanted = listOf(store.property('glide.sc.req_for.roles'));
	if (wanted.length > 0) return roles.has('admin') || wanted.some((role) => roles.has(role));
	return store.property('glide.sc.req_for.roles.default') !== 'deny';
}

/** Only the first of these codes and texts is documented; the others follow it. */
function obstacle({ store, session }: Shopper, item: Row): Obstacle | undefined {
	const { roles } = session;
	const question = questionsOf(store, item.sys_id ?? '').find((each) => isType(each, TYPE.requestedFor));
	const because = (errCode: string, reason: string) => ({
		errCode,
		errMsg: `This item cannot be submitted for multiple people as ${reason}`,
	});
	if (!question) return because('42202', 'it is not configured with Requested For');
	if (question.enable_also_request_for !== 'true') return because('42203', 'Also Request For is not enabled for it');
	const ids = listOf(question.roles_to_use_also_request_for);
	const names = ids.map((sys_id) => store.one('sys_user_role', { sys_id })?.name ?? '');
	if (names.length === 0 || roles.has('admin') || names.some((name) => roles.has(name))) return undefined;
	return because('42204', 'you do not have the role for it');
}

/** The form's own question, where the item has one, says it too. */
function answered(store: Store, item: Row, body: Record<string, unknown>): string {
	const question = questionsOf(store, item.sys_id ?? '').find((each) => isType(each, TYPE.requestedFor));
	return question ? textOf(variablesOf(body).get(question.name ?? '')) : '';
}

/** The one person whom the request names, or the caller. */
function mainRecipient(shopper: Shopper, item: Row, body: Record<string, unknown>): string {
	const { store, session } = shopper;
	const me = session.user.sys_id ?? '';
	const user = textOf(body.sysparm_requested_for) || answered(store, item, body) || me;
	if (user !== me && !mayAskForOthers(shopper)) throw invalidRequest('You may not request items for other users');
	if (!mayAcquire(store, item, user)) throw invalidRequest('The user may not request this item');
	return user;
}

function checkOthers(shopper: Shopper, item: Row, users: readonly string[]): void {
	if (users.length === 0) return;
	if (users.length > MOST) throw invalidRequest(`No more than ${MOST} additional users are allowed`);
	const hindered = obstacle(shopper, item);
	if (hindered) throw invalidRequest(hindered.errMsg);
	if (!users.every((user) => mayAcquire(shopper.store, item, user))) {
		throw invalidRequest('One or more users may not request this item');
	}
}

export function recipientsOf(shopper: Shopper, item: Row, body: Record<string, unknown>): Recipients {
	const requestedFor = mainRecipient(shopper, item, body);
	const alsoFor = listOf(body.sysparm_also_request_for);
	checkOthers(shopper, item, alsoFor);
	return { requestedFor, alsoFor };
}

export function checkDelegation({ params, session }: ApiRequest, { store }: Context): ApiResponse {
	const item = findItem(store, session, params.sys_id ?? '');
	const result = item !== undefined && mayAcquire(store, item, params.user ?? '');
	return { status: 200, body: { result: { result } } };
}

export function invalidUsers(request: ApiRequest, { store }: Context): ApiResponse {
	const item = findItem(store, request.session, request.params.sys_id ?? '');
	if (!item) throw invalidRequest('The item does not exist, or you have no access to it');
	const hindered = obstacle({ store, session: request.session }, item);
	if (hindered) return { status: 200, body: { result: hindered } };
	const users = listOf(parseObject(request).sysparm_also_request_for);
	const invalid = users.filter((user) => !mayAcquire(store, item, user));
	const names = invalid.map((sys_id) => store.one('sys_user', { sys_id })?.name ?? sys_id);
	return { status: 200, body: { result: { invalidUsers: names } } };
}

/** Street; town, region and code; country — each on a line of its own, empty parts left out. */
export function addressOf(store: Store, user: string): string {
	const location = store.one('sys_user', { sys_id: user })?.location ?? '';
	const { street, city, state, zip, country } = store.one('cmn_location', { sys_id: location }) ?? {};
	return [street, [city, state, zip].filter(Boolean).join(', '), country].filter(Boolean).join('\n');
}

export function deliveryAddress({ params, session }: ApiRequest, { store }: Context): ApiResponse {
	const user = params.user ?? '';
	if (!store.one('sys_user', { sys_id: user })) throw invalidRequest('Invalid user');
	const isOther = user !== session.user.sys_id;
	if (isOther && !mayAskForOthers({ store, session }))
		throw invalidRequest('You may not request items for other users');
	return { status: 200, body: { result: addressOf(store, user) } };
}
