import { described, isNamed, nextStates } from '../../../../nodes/ServiceNowPlatform/domain/change/states.ts';
import { ok } from '../../support/instance.mts';

const current = { value: '-1', label: 'Implement' };

const transition = (to: string, name: string, more: Record<string, unknown> = {}) => ({
	display_value: `Implement to ${name}`,
	from_state: '-1',
	to_state: to,
	transition_available: true,
	automatic_transition: false,
	conditions: [],
	...more,
});
const condition = (name: string, passed: boolean) => ({ passed, condition: { name, description: null, sys_id: 'c' } });

describe('nextStates', () => {
	// As the documentation of the endpoint shows it.
	const documented = ok({
		available_states: ['0', '4', '-1'],
		state_transitions: [
			[
				transition('0', 'Review', {
					transition_available: false,
					automatic_transition: true,
					conditions: [condition('No active Change Tasks', false)],
				}),
				transition('0', 'Review', { conditions: [condition('Not On hold', true)] }),
			],
			[transition('4', 'Canceled')],
		],
		state_label: { 0: 'Review', 4: 'Canceled', '-1': 'Implement' },
	});

	it('leaves the current state out and asks nothing of a state that one way leads to', () => {
		expect(nextStates(documented, current)).toEqual([
			{ value: '0', label: 'Review', available: true, automatic: true, unmet: [] },
			{ value: '4', label: 'Canceled', available: true, automatic: false, unmet: [] },
		]);
	});

	it('names a state that is not open by the way to it, with each condition once', () => {
		const ways = [
			transition('3', 'Closed', {
				conditions: [condition('Notes', false), condition('Code', false), condition('X', true)],
			}),
			transition('3', 'Closed', { conditions: [condition('Notes', false)] }),
		];
		const answer = ok({ available_states: ['-1'], state_transitions: [ways], state_label: { '-1': 'Implement' } });
		expect(nextStates(answer, current)).toEqual([
			{ value: '3', label: 'Closed', available: false, automatic: false, unmet: ['Notes', 'Code'] },
		]);
	});

	it('knows the open states only of a change that follows no model', () => {
		const answer = ok({ available_states: [-1, 0], state_label: { '-1': 'Implement', 0: 'Review' } });
		expect(nextStates(answer, current)).toEqual([
			{ value: '0', label: 'Review', available: true, automatic: false, unmet: [] },
		]);
	});

	it('falls back to the value where nothing tells the name', () => {
		const answer = ok({ available_states: ['7'], state_transitions: [[{ to_state: '8', display_value: 'Weiter' }]] });
		expect(nextStates(answer, current).map(({ label }) => label)).toEqual(['7', '8']);
	});

	it.each([null, [], 'text', {}])('finds none in %j', (result) => {
		expect(nextStates(ok(result), current)).toEqual([]);
	});
});

describe('described', () => {
	const state = (label: string, value: string, unmet?: string[]) => ({
		label,
		value,
		available: unmet === undefined,
		automatic: false,
		unmet: unmet ?? [],
	});

	it.each([
		[[], 'no state'],
		[[state('Assess', '-4'), state('Canceled', '4')], 'Assess (-4), Canceled (4)'],
		[[state('Closed', '3', ['Code', 'Notes'])], 'no state; not yet: Closed (3: Code, Notes)'],
		[[state('Assess', '-4'), state('Closed', '3', [])], 'Assess (-4); not yet: Closed (3)'],
	])('%j', (states, text) => {
		expect(described(states)).toBe(text);
	});
});

describe('isNamed', () => {
	it.each([
		['-4', true],
		['Assess', true],
		['assess', true],
		['Asses', false],
		['4', false],
		['', false],
	])('%j', (text, expected) => {
		expect(isNamed(text, { value: '-4', label: 'Assess' })).toBe(expected);
	});
});
