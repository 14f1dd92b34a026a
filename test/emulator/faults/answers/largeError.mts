import type { ActionOf } from '../../fault.mts';
import type { ApiResponse } from '../../types.mts';
import { aCount, aFlag, oneOf, optional } from '../fields.mts';
import { instead, kind } from '../kind.mts';

const WORD = 'stack trace of a script include ';
const PIECE = 'at line 1 of a script';

const filled = (bytes: number) => WORD.repeat(Math.ceil(bytes / WORD.length)).slice(0, bytes);

/** Many small strings are worse than one long one to whoever looks at each. */
const strings = (bytes: number) => ({
	error: {
		message: 'Operation Failed',
		detail: Array.from({ length: Math.ceil(bytes / PIECE.length) }, (_, index) => `${PIECE} ${index}`),
	},
	status: 'failure',
});

function body({ bytes, as = 'detail' }: ActionOf<'large-error'>): object {
	if (as === 'strings') return strings(bytes);
	const words = { message: 'Operation Failed', detail: 'See the log' };
	return { error: { ...words, [as]: filled(bytes) }, status: 'failure' };
}

export const largeError = kind<'large-error'>({
	fields: {
		status: optional(aCount),
		bytes: aCount,
		as: optional(oneOf('message', 'detail', 'strings')),
		work: optional(aFlag),
	},
	start: (action) => instead((): ApiResponse => ({ status: action.status ?? 500, body: body(action) }), action),
});
