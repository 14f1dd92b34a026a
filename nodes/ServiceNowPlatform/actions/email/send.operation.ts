import { InputError } from '../../domain/failure/inputError';
import type { Json } from '../../domain/api/json';
import { apiPath, type ApiRequest, recordOf } from '../../domain/api/request';
import { addresses, mailHeaders, singleLine } from '../../domain/email';
import { sendTraced, twinsQuery } from '../../domain/records/traces';
import type { Item } from '../../properties/item/item';
import { pairsOf } from '../../properties/pairs';
import { findTarget } from '../../properties/pickers/target';
import { ANY_ORDER, type Operation } from '../operation';
import { properties } from './properties';

export const send: Operation = {
	option: {
		name: 'Send',
		description: 'Have the instance send a message; not sent again if the answer gets lost',
		action: 'Send email',
	},
	properties,
	lane: ANY_ORDER,
	*run(item) {
		const message = messageOf(item);
		const target = item.flag('hasRecord') ? yield* findTarget(item) : undefined;
		const request: ApiRequest = {
			method: 'POST',
			path: apiPath`/api/now/v1/email`,
			body: {
				...message,
				...(target === undefined ? {} : { table_name: target.table, table_record_id: target.sys_id }),
			},
			// Whether a message was sent cannot be found out later: the fewer share the fate of one call, the better.
			alone: true,
		};
		const { subject } = message;
		const trace = {
			table: 'sys_email',
			query: twinsQuery({ subject }),
			names: ['recipients', 'state', 'sys_created_on'],
		};
		const answer = yield* sendTraced(request, trace);
		return [recordOf(answer)];
	},
};

/** @throws InputError when the message cannot be sent as it is */
function messageOf(item: Item): Json {
	const { cc, bcc, headers, importance = '' } = item.collection('options');
	const to = addresses(item.raw('to'), 'To');
	if (to.length === 0) throw new InputError('To', 'Nobody is to get the message', 'Enter at least one address.');
	const lists = { to, cc: addresses(cc, 'CC'), bcc: addresses(bcc, 'BCC') };
	const [text, html] = [item.text('text'), item.text('html')];
	if (text === '' && html === '') {
		throw new InputError('Text', 'The message has no content', 'Fill in Text, HTML or both.');
	}
	const parts = {
		...lists,
		subject: singleLine(item.text('subject'), 'Subject'),
		text,
		html,
		importance: String(importance),
		headers: mailHeaders(pairsOf(headers)),
	};
	return Object.fromEntries(Object.entries(parts).filter(([, part]) => !isEmpty(part)));
}

function isEmpty(part: string | object): boolean {
	return typeof part === 'string' ? part === '' : Object.keys(part).length === 0;
}
