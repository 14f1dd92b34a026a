import type { ActionOf } from '../../fault.mts';
import type { ApiResponse } from '../../types.mts';
import { aCount, aFlag, anything, aText, mapOf, optional, shaped } from '../fields.mts';
import { instead, kind } from '../kind.mts';
import { written } from './written.mts';

const HTML = 'text/html;charset=UTF-8';

function answer({ status = 200, body, text, repeat, headers = {} }: ActionOf<'answer'>): ApiResponse {
	if (text === undefined) return written({ status, body, headers });
	const whole = text + (repeat ? repeat.text.repeat(repeat.times) : '');
	return { status, headers: { 'content-type': HTML, ...headers }, body: whole };
}

/** What gateways and broken nodes answer: `{}`, `null`, `[]`, a maintenance notice, nothing, a page with a hostile title. */
export const anyAnswer = kind<'answer'>({
	fields: {
		status: optional(aCount),
		body: anything,
		text: optional(aText),
		repeat: optional(shaped({ text: aText, times: aCount })),
		headers: optional(mapOf(aText)),
		work: optional(aFlag),
	},
	start: (action) => instead(() => answer(action), action),
});
