import type { FaultAction, FaultKind } from '../fault.mts';
import { accepted } from './answers/accepted.mts';
import { anyAnswer } from './answers/answer.mts';
import { quota } from './answers/cancelled.mts';
import { echo } from './answers/echo.mts';
import { largeError } from './answers/largeError.mts';
import { hibernation, login } from './answers/pages.mts';
import { rateLimit } from './answers/rateLimit.mts';
import { status } from './answers/status.mts';
import { endlessLink } from './bends/endlessLink.mts';
import { date, headers } from './bends/headers.mts';
import { otherRecord } from './bends/otherRecord.mts';
import { repeatPages } from './bends/repeatPages.mts';
import { subAnswers } from './bends/subAnswers.mts';
import { truncate } from './bends/truncate.mts';
import { unserviced } from './bends/unserviced.mts';
import type { Act, Kind } from './kind.mts';
import { delay, reset } from './wire/connection.mts';
import { cut } from './wire/cut.mts';
import { drip } from './wire/drip.mts';
import { endless, gzipBomb } from './wire/floods.mts';
import { silence } from './wire/silence.mts';

/** All ways to misbehave, one idea each. */
export const KINDS: { readonly [K in FaultKind]: Kind<K> } = {
	status,
	'rate-limit': rateLimit,
	hibernation,
	'login-page': login,
	'accepted-202': accepted,
	cancelled: quota,
	answer: anyAnswer,
	'large-error': largeError,
	echo,
	truncate,
	headers,
	date,
	'other-record': otherRecord,
	'repeat-pages': repeatPages,
	'endless-link': endlessLink,
	'sub-answers': subAnswers,
	unserviced,
	reset,
	delay,
	cut,
	drip,
	silence,
	endless,
	'gzip-bomb': gzipBomb,
};

export const isKind = (name: unknown): name is FaultKind => typeof name === 'string' && Object.hasOwn(KINDS, name);

export function start<K extends FaultKind>(action: Extract<FaultAction, { kind: K }>): Act {
	const found: Kind<K> = KINDS[action.kind as K];
	return found.start(action as Parameters<Kind<K>['start']>[0]);
}
