import type { Json } from '../api/json';
import { apiPath, type ApiRequest, type ApiResponse, isObject, objectsIn, recordOf, type Steps } from '../api/request';
import { readOne, type RecordKey } from '../records/lookup';
import { sameName } from '../values/sameName';
import { shown } from './answer';

export interface State {
	value: string;
	label: string;
}

/** A state that a change request can go to, or could if something were done before. */
export interface NextState extends State {
	available: boolean;
	/** ServiceNow moves the change request there by itself as soon as it can. */
	automatic: boolean;
	/** Conditions that stand in the way. */
	unmet: string[];
}

/** A change request and where it stands. */
export interface Standing {
	sys_id: string;
	number: string;
	state: State;
}

/** Reads where a change request stands, by whatever key it was named. */
export function* readStanding(key: RecordKey): Steps<Standing> {
	const record = yield* readOne('change_request', key, {
		sysparm_fields: 'sys_id,number,state',
		sysparm_display_value: 'all',
	});
	const { value, display_value } = shown(record.state);
	return {
		sys_id: shown(record.sys_id).value,
		number: shown(record.number).value,
		state: { value, label: display_value },
	};
}

export function nextStatesRequest(sys_id: string): ApiRequest {
	return { method: 'GET', path: apiPath`/api/sn_chg_rest/change/${sys_id}/nextstates` };
}

/** The states that an answer of `nextstates` names, those that are open first. The current one is among its available states. */
export function nextStates(response: ApiResponse, current: State): NextState[] {
	const { available_states, state_transitions, state_label } = recordOf(response);
	const open = texts(available_states).filter((value) => value !== current.value);
	// Known of changes that follow a model only; one list for each state that they lead to.
	const transitions = objectsIn(Array.isArray(state_transitions) ? state_transitions.flat() : []);
	const targets = new Set([...open, ...transitions.map(({ to_state }) => String(to_state))]);
	targets.delete(current.value);
	const labels = isObject(state_label) ? state_label : {};
	return [...targets].map((value) => {
		const ways = transitions.filter(({ to_state }) => String(to_state) === value);
		const available = open.includes(value);
		return {
			value,
			label: typeof labels[value] === 'string' ? labels[value] : labelOf(ways[0], current, value),
			available,
			automatic: ways.some(({ automatic_transition }) => automatic_transition === true),
			unmet: available ? [] : [...new Set(ways.flatMap(unmetOf))],
		};
	});
}

/** `Assess (-4), Canceled (4); not yet: Review (0: No active Change Tasks)` */
export function described(states: NextState[]): string {
	const open = states.filter(({ available }) => available).map(({ label, value }) => `${label} (${value})`);
	const shut = states
		.filter(({ available }) => !available)
		.map(({ label, value, unmet }) => `${label} (${[value, unmet.join(', ')].filter(Boolean).join(': ')})`);
	const parts = [open.join(', ') || 'no state', shut.length === 0 ? '' : `not yet: ${shut.join(', ')}`];
	return parts.filter(Boolean).join('; ');
}

/** Whether somebody who typed this means the state. */
export function isNamed(text: string, { value, label }: State): boolean {
	return text === value || sameName(label, text);
}

/** A state that is not open has its name only in that of the way to it: Implement to Review. */
function labelOf(way: Json | undefined, { label }: State, value: string): string {
	const name = String(way?.display_value ?? '');
	const start = `${label} to `;
	return name.startsWith(start) ? name.slice(start.length) : value;
}

function unmetOf({ conditions }: Json): string[] {
	const list = objectsIn(conditions);
	return list
		.filter(({ passed }) => passed !== true)
		.map(({ condition }) => (isObject(condition) ? String(condition.name ?? '') : ''))
		.filter((name) => name !== '');
}

function texts(list: unknown): string[] {
	return Array.isArray(list) ? list.map(String) : [];
}
