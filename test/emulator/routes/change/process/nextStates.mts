/** `GET /change/{sys_id}/nextstates`: where the change may go, and what still stands in the way. */
import { metaId } from '../../../data/meta/rows.mts';
import type { ApiRequest, ApiResponse, Context, Row, Store } from '../../../types.mts';
import { demandReader } from '../access.mts';
import { changeOf } from '../changes.mts';
import { processOf } from '../../../data/changeModel/models.mts';
import type { Process } from '../../../data/changeModel/models.mts';
import { isAvailable, passes, transitionsFrom } from '../../../data/changeModel/states.mts';
import type { ConditionName, Transition } from '../../../data/changeModel/states.mts';

function labelOf(store: Store, state: string): string {
	return store.schema.choices('change_request', 'state').find(({ value }) => value === state)?.label ?? state;
}

function conditionView(store: Store, change: Row, name: ConditionName): object {
	const sys_id = metaId('sttrm_transition_condition', name);
	return { passed: passes(name, store, change), condition: { name, description: null, sys_id } };
}

function transitionView(store: Store, change: Row, process: Process, transition: Transition): object {
	const { from, to, automatic, conditions } = transition;
	return {
		sys_id: metaId('sttrm_state_transition', [process, from, to, String(automatic)].join('/')),
		display_value: `${labelOf(store, from)} to ${labelOf(store, to)}`,
		from_state: from,
		to_state: to,
		transition_available: isAvailable(store, change, transition),
		automatic_transition: automatic,
		conditions: conditions.map((name) => conditionView(store, change, name)),
	};
}

export function nextStates(request: ApiRequest, context: Context): ApiResponse {
	demandReader(request);
	const { store } = context;
	const change = changeOf(request, context, '', 'change_sys_id');
	const process = processOf(store, change);
	const current = change.state ?? '';
	const transitions = transitionsFrom(process, current);
	const available = transitions.filter((transition) => isAvailable(store, change, transition)).map(({ to }) => to);
	const states = [...new Set([...available, current])];
	const targets = [...new Set(transitions.map(({ to }) => to))];
	// How to get there is known for changes that follow a model only.
	const state_transitions = change.chg_model
		? targets.map((target) =>
				transitions
					.filter(({ to }) => to === target)
					.map((transition) => transitionView(store, change, process, transition)),
			)
		: [];
	const state_label = Object.fromEntries(states.map((state) => [state, labelOf(store, state)]));
	return { status: 200, body: { result: { available_states: states, state_transitions, state_label } } };
}
