import type { IDataObject } from 'n8n-workflow';
import { addresses, mailHeaders, singleLine } from '../../domain/email';
import { InputProblem } from '../../domain/api/inputProblem';
import { recordOf } from '../../domain/api/request';
import { pairsOf } from '../../properties/pairs';
import type { Parameters } from '../../properties/item/parameters';
import type { Operation } from '../operation';
import { targetOf } from '../../properties/pickers/target';
import { properties } from './properties';

export const send: Operation = {
	option: {
		name: 'Send',
		description: 'Have the instance send a message',
		action: 'Send an email',
	},
	properties,
	*run(parameters) {
		const message = messageOf(parameters);
		const target = parameters.flag('hasRecord') ? yield* targetOf(parameters) : undefined;
		const answer = yield {
			method: 'POST',
			path: '/api/now/v1/email',
			body: {
				...message,
				...(target === undefined ? {} : { table_name: target.table, table_record_id: target.sys_id }),
			},
			// Whether a message was sent cannot be found out later: the fewer share the fate of one call, the better.
			alone: true,
		};
		return [recordOf(answer) as IDataObject];
	},
};

/** @throws InputProblem when the message cannot be sent as it is */
function messageOf(parameters: Parameters): Record<string, unknown> {
	const { cc, bcc, headers, importance = '' } = parameters.collection('options');
	const to = addresses(parameters.raw('to'), 'To');
	if (to.length === 0) throw new InputProblem('To', 'Nobody is to get the message', 'Enter at least one address.');
	const lists = { to, cc: addresses(cc, 'CC'), bcc: addresses(bcc, 'BCC') };
	const [text, html] = [parameters.text('text'), parameters.text('html')];
	if (text === '' && html === '') {
		throw new InputProblem('Text', 'The message has no content', 'Fill in Text, HTML or both.');
	}
	const parts = {
		...lists,
		subject: singleLine(parameters.text('subject'), 'Subject'),
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
