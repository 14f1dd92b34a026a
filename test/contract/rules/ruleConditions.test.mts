/** Filter conditions of business rules: what changes, texts with their case, and all operators of queries. */
import { describeEmulator, useInstance } from '../instance.mts';
import { makeRule } from './rules.mts';

const instance = useInstance({ seed: 'empty' });
const TABLE = '/api/now/table/incident';

beforeEach(() => instance.emulator.reset());

/** Whether a rule with this filter runs when a record is made, and when it is changed. */
async function runs(filter_condition: string, before: object, after: object): Promise<string> {
	const ran = "current.setValue('close_notes', 'ran');";
	await makeRule(instance, { filter_condition, script: ran });
	const made = (await instance.call(TABLE, { method: 'POST', body: before })).json().result;
	const wasRun = made.close_notes === 'ran';
	const store = instance.emulator.store;
	store.put('incident', { sys_id: made.sys_id ?? '', close_notes: '' });
	const path = `${TABLE}/${made.sys_id ?? ''}`;
	const changed = (await instance.call(path, { method: 'PATCH', body: after })).json().result;
	return [wasRun ? 'insert' : '', changed.close_notes === 'ran' ? 'update' : ''].join(' ').trim();
}

describeEmulator('the filter of a rule', () => {
	it.each<[string, string, object, object, string]>([
		['nothing', '', {}, { urgency: '1' }, 'insert update'],
		['a value', 'urgency=1', { urgency: '1' }, { urgency: '2' }, 'insert'],
		['its end', 'urgency=1^EQ', { urgency: '2' }, { urgency: '1' }, 'update'],
		['a change', 'stateVALCHANGES', { state: '1' }, { state: '2' }, 'insert update'],
		['a change that is none', 'stateVALCHANGES', { state: '1' }, { urgency: '1' }, 'insert'],
		['a change to', 'stateCHANGESTO2', { state: '2' }, { state: '3' }, 'insert'],
		['a change to, later', 'stateCHANGESTO2^EQ', { state: '1' }, { state: '2' }, 'update'],
		['no change to what it was', 'stateCHANGESTO2', { state: '2' }, { urgency: '1' }, 'insert'],
		['a change from', 'stateCHANGESFROM1', { state: '1' }, { state: '2' }, 'update'],
		['a change from another', 'stateCHANGESFROM3', { state: '1' }, { state: '2' }, ''],
		['both', 'stateCHANGESFROM1^stateCHANGESTO2', { state: '1' }, { state: '2' }, 'update'],
		['one or the other', 'stateCHANGESTO3^ORurgencyVALCHANGES', { state: '1' }, { urgency: '1' }, 'insert update'],
		['a boolean', 'activeCHANGESTOfalse', { state: '1' }, { active: '0' }, 'update'],
		['a comment', 'commentsVALCHANGES', {}, { comments: 'said' }, 'update'],
		[
			'the case of texts',
			'short_description=Abc',
			{ short_description: 'abc' },
			{ short_description: 'Abc' },
			'update',
		],
		[
			'the case of parts',
			'short_descriptionLIKEBC',
			{ short_description: 'abc' },
			{ short_description: 'aBC' },
			'update',
		],
		[
			'beginnings',
			'short_descriptionSTARTSWITHA',
			{ short_description: 'a b' },
			{ short_description: 'A b' },
			'update',
		],
		['ends', 'short_descriptionENDSWITHB', { short_description: 'a b' }, { short_description: 'a B' }, 'update'],
		[
			'what is not in it',
			'short_descriptionNOT LIKEx',
			{ short_description: 'x' },
			{ short_description: 'X' },
			'update',
		],
		['lists', 'urgencyIN1,2', { urgency: '3' }, { urgency: '2' }, 'update'],
		['emptiness', 'descriptionISEMPTY', { description: 'x' }, { description: '' }, 'update'],
		['numbers', 'urgency>1', { urgency: '1' }, { urgency: '2' }, 'update'],
		['alternatives', 'urgency=1^NQimpact=1', { urgency: '2', impact: '2' }, { impact: '1' }, 'update'],
		['an unknown column', 'nothing_there=1^urgency=1', { urgency: '2' }, { urgency: '1' }, 'update'],
		['dates', 'sys_created_on>javascript:gs.daysAgo(1)', {}, { urgency: '1' }, 'insert update'],
		['the caller', 'opened_by=javascript:gs.getUserID()', {}, { urgency: '1' }, 'insert update'],
	])('may ask for %s: %s', async (_what, filter, before, after, expected) => {
		expect(await runs(filter, before, after)).toBe(expected);
	});

	it('follows references', async () => {
		const { store } = instance.emulator;
		const user = store.one('sys_user', { user_name: 'employee' })?.sys_id ?? '';
		expect(await runs('caller_id.user_name=employee', {}, { caller_id: user })).toBe('update');
	});
});
