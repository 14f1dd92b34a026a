import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../domain/failure/failure';
import { InputError } from '../../domain/failure/inputError';
import { apiPath, type ApiRequest, attempt, type Steps } from '../../domain/api/request';
import { changeAnswer } from '../../domain/change/answer';
import {
	described,
	isNamed,
	nextStates,
	nextStatesRequest,
	type Standing,
	type State,
} from '../../domain/change/states';
import type { Item } from '../../properties/item/item';
import { resolveStorable } from '../steps/storableValues';
import { checkStored } from './write';

/** A name that ServiceNow does not know would be written as if it were a state, so it is looked up here. */
export function* resolveTarget(wanted: string, { sys_id, number, state }: Standing): Steps<State> {
	if (isNamed(wanted, state)) return state;
	if (/^-?\d+$/.test(wanted)) return { value: wanted, label: wanted };
	const states = nextStates(yield nextStatesRequest(sys_id), state);
	const named = states.find((each) => isNamed(wanted, each));
	if (named !== undefined) return named;
	throw new InputError(
		'New State',
		`${number} cannot go from ${state.label} to "${wanted}"`,
		`It can go to: ${described(states)}.`,
	);
}

interface Move {
	target: State;
	values: Record<string, string>;
	options: IDataObject;
}

export function* moveTo(item: Item, standing: Standing, { target, values, options }: Move): Steps<IDataObject> {
	const path = apiPath`/api/sn_chg_rest/change/${standing.sys_id}`;
	const isThere = target.value === standing.state.value;
	const resolved = yield* resolveStorable(item, 'change_request', values, options);
	const sent = isThere ? resolved : { ...resolved, state: target.value };
	const request: ApiRequest =
		Object.keys(sent).length === 0 ? { method: 'GET', path } : { method: 'PATCH', path, body: sent };
	const response = yield* attempt(request);
	if (response instanceof ApiFailure) throw yield* addNextStates(response, standing);
	const answer = changeAnswer(request, response);
	const now = answer.record.state;
	if (!isThere && now?.value === standing.state.value) {
		const { method } = request;
		const message = `ServiceNow left ${standing.number} in ${now.display_value}`;
		throw yield* addNextStates(new ApiFailure({ kind: 'not-stored', message, method, path }), standing);
	}
	if (now !== undefined && now.value !== target.value) {
		const text = `ServiceNow moved on to ${now.display_value} at once.`;
		item.notes.push({ subject: `moved:${now.value}`, text });
	}
	return yield* checkStored(item, request, { sent: resolved, answer, options });
}

/** The failure, with the states that are open, where it is a refusal. */
function* addNextStates(failure: ApiFailure, { sys_id, number, state }: Standing): Steps<ApiFailure> {
	if (!['bad-request', 'forbidden', 'not-stored'].includes(failure.kind)) return failure;
	const answer = yield* attempt(nextStatesRequest(sys_id));
	if (answer instanceof ApiFailure) return failure;
	const states = nextStates(answer, state);
	return new ApiFailure({
		...failure.facts,
		detail: [failure.facts.detail, `${number} is in ${state.label}. It can go to: ${described(states)}.`]
			.filter(Boolean)
			.join('\n'),
		advice:
			'Choose one of these states, or do first what stands in the way. Closing needs a close code and close notes.',
	});
}
