import type { SampleCase, SampleContext } from '../sampleReplay.mts';

const HOST = 'b4fd7c8437201000deeabfc8bcbe5dc1';
const UPDATED = '70bc4e11c0a8210d01f074cbe6bd73b4';
const SERVER = '3a290cc60a0a0bb400000bdb386af1cf';
const KNOWN_SERVER = '539747cac0a801640163e60735fbbf6e';
const KNOWN_SWITCH = '304481257f701200bee45f19befa915b';

function knownItems({ give }: SampleContext): { path?: string } {
	give('cmdb_ci_linux_server', KNOWN_SERVER, { name: 'lnux101' });
	give('cmdb_ci_ip_switch', KNOWN_SWITCH, { name: 'IP-Switch-1' });
	return {};
}

/** The page's calls show no source; its answers show that there was one. */
const withSource = (context: SampleContext) => {
	knownItems(context);
	return { path: `${context.sample.path}?sysparm_data_source=ServiceNow` };
};

async function afterThinPayload(context: SampleContext) {
	const { instance, sample } = context;
	const { items } = sample.body as { items: Array<Record<string, unknown>> };
	const path = '/api/now/identifyreconcile/enhanced?sysparm_data_source=ServiceNow';
	await instance.call(path, { method: 'POST', body: { items: [{ ...items[0], values: { disk_space: '1' } }] } });
	return withSource(context);
}

export const cmdbCases: Record<string, SampleCase> = {
	'cmdb-instance-01': {
		prepare({ store, sample }) {
			const relation = store.insert(store.system, 'cmdb_rel_ci', { parent: SERVER, child: KNOWN_SERVER });
			const path = sample.path.replace(
				/[0-9a-f]{32}\/relation\/[0-9a-f]{32}/,
				`${SERVER}/relation/${relation.sys_id ?? ''}`,
			);
			return { path };
		},
		check: (answer) => expect(answer.text).toBe(''),
	},
	'cmdb-instance-02': {},
	'cmdb-instance-04': {},
	'cmdb-instance-05': { prepare: ({ give }) => give('cmdb_ci_win_server', HOST, { name: '*ANNIE-IBM' }) },
	'cmdb-instance-07': {
		prepare({ store, give }) {
			give('cmdb_ci_linux_server', UPDATED, { name: 'lnux299' });
			const type = store.find('cmdb_rel_type', {})[0]?.sys_id ?? '';
			store.insert(store.system, 'cmdb_rel_ci', { parent: UPDATED, child: SERVER, type });
			store.insert(store.system, 'cmdb_rel_ci', { parent: SERVER, child: UPDATED, type });
		},
	},
	'cmdb-instance-08': {},
	'cmdb-meta-01': {},
	'ire-01': { prepare: withSource },
	// The page's payload joins one that was kept before.
	'ire-02': { prepare: afterThinPayload },
	'ire-04': { prepare: withSource },
	'ire-05': {
		prepare: afterThinPayload,
		conflicts: {
			'.partialSysIds is missing': 'the page repeats the answer of the call that writes; this one keeps nothing',
		},
	},
};
