import { randomBytes } from 'node:crypto';
import { ServiceNowError } from '../../errors.mts';
import type { ActionOf } from '../../fault.mts';
import type { ApiResponse } from '../../types.mts';
import { aFlag, aNumber, aText, either, optional } from '../fields.mts';
import { instead, kind } from '../kind.mts';
import { failure } from './envelope.mts';

const inSeconds = (now: number, seconds: number) => Math.ceil(now / 1000) + seconds;

function retryAfterOf({ retryAfter = 1, retryAfterDate }: ActionOf<'rate-limit'>, now: number): string {
	if (retryAfterDate === undefined) return String(retryAfter);
	return new Date(inSeconds(now, retryAfterDate) * 1000).toUTCString();
}

function answer(action: ActionOf<'rate-limit'>, now: number): ApiResponse {
	const seconds = action.retryAfterDate ?? (Number(action.retryAfter ?? 1) || 0);
	const headers: Record<string, string> =
		action.headers === false
			? {}
			: {
					'retry-after': retryAfterOf(action, now),
					'x-ratelimit-limit': '100',
					'x-ratelimit-reset': String(inSeconds(now, seconds)),
					'x-ratelimit-rule': randomBytes(16).toString('hex'),
				};
	const detail = 'Rate limit of 100 requests per hour for Table API exceeded';
	return failure(new ServiceNowError(429, 'Rate limit exceeded', detail, headers));
}

export const rateLimit = kind<'rate-limit'>({
	fields: {
		retryAfter: optional(either(aNumber, aText)),
		retryAfterDate: optional(aNumber),
		headers: optional(aFlag),
		work: optional(aFlag),
	},
	start: (action) => instead(({ now }) => answer(action, now), action),
});
