/** What the emulator answers to a script. */
import { isObject } from '../../../http/content/body.mts';
import type { Answers } from '../../../sandbox/script.mts';
import type { BusinessRule } from '../rule.mts';
import type { View } from '../view.mts';
import type { Answer, Asking, LongAnswer } from './context.mts';
import { display, fields, fromDisplay, query, write } from './records.mts';
import { arrive, createCalls, send, sendLater } from './rest.mts';
import { base64, fromLocal, guid, local, localDay, log, mac, now, property, unbase64, utc } from './system.mts';

const AT_ONCE: Readonly<Record<string, Answer>> = {
	...{ fields, query, display, fromDisplay },
	...{ property, log, mac, base64, unbase64, guid, now, utc, local, localDay, fromLocal },
};

export function createAnswers(view: View, rule: BusinessRule): Answers {
	const { session, trail, current } = view;
	const step = { rule: rule.sys_id, name: rule.name, record: current.sys_id ?? '' };
	const asking: Asking = { view, rule, session: { ...session, via: 'system' }, trail: [...trail, step] };
	const calls = createCalls();
	const long: Readonly<Record<string, LongAnswer>> = { write, send, arrived: arrive(calls) };
	const later: Answer = sendLater(calls);
	return function* (call, given) {
		const what = isObject(given) ? given : {};
		if (Object.hasOwn(long, call)) return yield* long[call]?.(asking, what) ?? [];
		const answer = call === 'sendLater' ? later : Object.hasOwn(AT_ONCE, call) ? AT_ONCE[call] : undefined;
		if (!answer) throw new Error(`The emulator has no answer to ${call}`);
		return answer(asking, what);
	};
}
