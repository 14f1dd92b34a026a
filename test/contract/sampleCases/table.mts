import type { SampleCase } from '../sampleReplay.mts';

const INCIDENT = 'd977b66a4f411200adf9f8e18110c7b2';
const CHANGED = 'ef43c6d40a0a0b5700c77f9bf387afe3';
const DEBUGGED = '9c573169c611228700193229fff72400';

export const tableCases: Record<string, SampleCase> = {
	'table-01': {
		prepare: ({ give }) => give('incident', INCIDENT, { short_description: 'to be deleted' }),
		async check(_answer, { instance, sample }) {
			expect((await instance.call(sample.path)).status).toBe(404);
		},
	},
	'table-02': {},
	'table-04': {
		prepare: ({ give }) => give('incident', CHANGED, { urgency: '3', impact: '1' }),
		check(answer) {
			expect(answer.json().result).toMatchObject({ urgency: '1', priority: '1', comments: '', sys_mod_count: '1' });
		},
	},
	'table-05': {
		check(answer) {
			expect(String(answer.headers.location)).toContain(`/api/now/table/incident/${answer.json().result.sys_id ?? ''}`);
		},
	},
	'table-07': {
		prepare({ store, give, sample }) {
			const role = /role%3D([0-9a-f]{32})/.exec(sample.path)?.[1] ?? '';
			const user = store.one('sys_user', { user_name: 'itil' })?.sys_id ?? '';
			give('sys_user_role', role, { name: 'support' });
			give('sys_user_has_role', '0123456789abcdef0123456789abcde0', { user, role });
		},
		check(answer) {
			expect(answer.json<{ result: object[] }>().result).toHaveLength(1);
		},
	},
	'table-08': {
		prepare({ give, set }) {
			give('incident', DEBUGGED, { number: 'INC0000001' });
			set('emulator.session_debug', 'true');
		},
	},
	'table-10': {
		check(answer) {
			expect(answer.headers['x-is-logged-in']).toBe('true');
			expect(answer.headers['content-type']).toBe('application/json;charset=UTF-8');
		},
	},
};
