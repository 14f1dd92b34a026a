import type { SampleCase, SampleContext, Sent } from '../sampleReplay.mts';

const SOME_CHANGE = 'b0dbda5347c12200e0ef563dbb9a718f';
const OTHER_CHANGE = '1c87925347c12200e0ef563dbb9a7177';
const CI_CHANGE = 'c286d61347c12200e0ef563dbb9a71df';
const SEEDED_CHANGE = '0f4ac6c4b750230096c3e4f6ee11a9fe';
const SLOT_CHANGE = '87ae5e900a0a2c3e263e8304e727c646';
const TASK = '12629ec4b750230096c3e4f6ee11a9d5';
const SERVER = '3a290cc60a0a0bb400000bdb386af1cf';
const ITEMS = ['caf043a3b7fb23000999e4f6ee11a9c0', '06f043a3b7fb23000999e4f6ee11a9c1'];
const SWITCH = 'emulator.sn_chg_rest.list_of_one';

const given = (sys_id: string, type: string, more: Record<string, string> = {}) =>
	function prepare({ give }: SampleContext): void {
		give('change_request', sys_id, { type, short_description: 'of the page', ...more });
	};

const BARE_ID = {
	'.sys_id: string instead of object': 'hand-written samples have bare ids and pairs; the switch gives the bare form',
};
const NUMBER = { '.state.value: number instead of string': 'hand-written samples have texts, recordings have numbers' };

/** The page wrote these by hand: records in a list of one, with bare ids. The instance has a switch for that form. */
function handWritten(wanted: SampleCase): SampleCase {
	return {
		...wanted,
		async prepare(context) {
			context.set(SWITCH, 'true');
			return await wanted.prepare?.(context);
		},
	};
}

function withTask({ store, give }: SampleContext): void {
	if (!store.one('change_request', { sys_id: SEEDED_CHANGE })) give('change_request', SEEDED_CHANGE, {});
	give('change_task', TASK, { change_request: SEEDED_CHANGE, short_description: 'of the page' });
}

const noAnswer: SampleCase = {
	prepare: given(SOME_CHANGE, 'normal'),
	check(answer) {
		expect(answer.json()).toMatchObject({
			result: { short_description: { value: 'my short desc' }, description: { value: 'my desc' } },
		});
	},
};

export const changeCases: Record<string, SampleCase> = {
	'change-management-01': handWritten({ prepare: withTask, conflicts: BARE_ID }),
	'change-management-02': { prepare: given(SOME_CHANGE, 'standard') },
	'change-management-04': handWritten({
		prepare: given(SOME_CHANGE, 'emergency'),
		conflicts: { ...BARE_ID, ...NUMBER },
	}),
	'change-management-05': handWritten({ prepare: given(SOME_CHANGE, 'normal'), conflicts: NUMBER }),
	'change-management-07': {
		prepare: () => ({ path: `/api/sn_chg_rest/v1/change/ci/${SERVER}/schedule?duration_in_seconds=10800` }),
	},
	'change-management-08': {},
	'change-management-10': {
		prepare(context): Sent {
			given(SLOT_CHANGE, 'normal', {
				cmdb_ci: SERVER,
				start_date: '2031-03-01 00:00:00',
				end_date: '2031-03-01 01:30:00',
			})(context);
			return { path: `/api/sn_chg_rest/v1/change/${SLOT_CHANGE}/schedule` };
		},
	},
	'change-management-11': handWritten({ prepare: withTask }),
	// The page shows the form of an entry, not JSON.
	'change-management-13': {
		prepare(context) {
			given(CI_CHANGE, 'normal')(context);
			context.give('task_ci', '0123456789abcdef0123456789abcde2', { task: CI_CHANGE, ci_item: SERVER });
		},
		check(answer) {
			expect(answer.json()).toMatchObject({
				result: [{ sys_id: { value: expect.any(String) }, ci_item: { value: SERVER, display_value: 'lnx-app-01' } }],
			});
		},
	},
	'change-management-14': {},
	'change-management-16': handWritten({ prepare: given(OTHER_CHANGE, 'emergency'), conflicts: NUMBER }),
	'change-management-17': handWritten({
		prepare: given(SOME_CHANGE, 'emergency'),
		conflicts: { ...BARE_ID, ...NUMBER },
	}),
	'change-management-19': {},
	'change-management-20': handWritten({ prepare: given(OTHER_CHANGE, 'normal'), conflicts: NUMBER }),
	'change-management-22': handWritten({ prepare: given(OTHER_CHANGE, 'standard'), conflicts: NUMBER }),
	'change-management-23': handWritten({
		prepare: given(SOME_CHANGE, 'standard'),
		conflicts: { ...BARE_ID, ...NUMBER },
	}),
	'change-management-25': handWritten({}),
	'change-management-26': {
		async prepare({ instance, give, sample }) {
			give('change_request', CI_CHANGE, { cmdb_ci: SERVER });
			const path = `/api/sn_chg_rest/change/${CI_CHANGE}/refresh_impacted_services`;
			const started = await instance.call(path, { method: 'POST' });
			const { worker } = started.json<{ result: { worker: { sysId: string } } }>().result;
			return { path: sample.path.replace(/[0-9a-f]{32}$/, worker.sysId) };
		},
	},
	'change-management-28': noAnswer,
	'change-management-29': noAnswer,
	'change-management-31': { prepare: given(SLOT_CHANGE, 'normal', { cmdb_ci: SERVER }) },
	'change-management-32': handWritten({ prepare: withTask, conflicts: BARE_ID }),
	'change-management-34': handWritten({ prepare: given(SOME_CHANGE, 'normal'), conflicts: NUMBER }),
	'change-management-35': handWritten({
		prepare: given(OTHER_CHANGE, 'standard'),
		conflicts: { ...BARE_ID, ...NUMBER },
	}),
	'change-management-37': {},
	'change-management-38': noAnswer,
	'change-management-40': {
		prepare(context) {
			given(CI_CHANGE, 'normal')(context);
			for (const sys_id of ITEMS) context.give('cmdb_ci', sys_id, { name: sys_id });
		},
	},
	'change-management-41': {
		prepare: ({ store }) =>
			void store.update(store.system, 'change_request', SEEDED_CHANGE, {
				cmdb_ci: SERVER,
				start_date: '2032-05-01 00:00:00',
				end_date: '2032-05-01 04:00:00',
			}),
	},
	'change-management-43': handWritten({ conflicts: NUMBER }),
	'change-management-44': { prepare: given(CI_CHANGE, 'normal', { cmdb_ci: SERVER }) },
	// The page's address is another API's.
	'change-management-46': handWritten({
		prepare: ({ sample }) => ({ path: sample.path.replace('/api/now/', '/api/sn_chg_rest/') }),
		conflicts: {
			...BARE_ID,
			'.__meta.ignoredFields is missing': 'one key here, a key inside another in all other samples',
		},
	}),
};
