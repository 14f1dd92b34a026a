/** Related items of an item that is new, as c_IdentifyReconcileAPI.md shows them for `enhanced` and `queryEnhanced`. */
import { describeEmulator, useInstance } from '../instance.mts';

const SYS_ID = /^[0-9a-f]{32}$/;
const SOURCE = 'sysparm_data_source=ServiceNow&options=generate_summary:true';

interface Item {
	operation: string;
	sysId: string;
	relatedSysIds: Array<string | null>;
	relatedItems: Array<Record<string, unknown>>;
	warningCount?: number;
}

interface Result {
	items: Item[];
	summary: Record<string, Record<string, number>>;
}

const payload = (name: string) => ({
	items: [
		{
			className: 'cmdb_ci_linux_server',
			values: { name, serial_number: name },
			lookup: [
				{ className: 'cmdb_serial_number', values: { serial_number: name, serial_number_type: 'uuid' } },
				{ className: 'cmdb_ci_network_adapter', values: { name: 'eth0', mac_address: `00:${name}` } },
			],
		},
	],
});

describeEmulator('lookups', () => {
	const instance = useInstance({ seed: 'empty' });

	async function report(call: string, name: string): Promise<Result> {
		const path = `/api/now/identifyreconcile/${call}?${SOURCE}`;
		const answer = await instance.call(path, { method: 'POST', body: payload(name) });
		expect(answer.status).toBe(200);
		return answer.json<{ result: Result }>().result;
	}

	const related = (subIndex: number, className: string, made: object) => ({
		...made,
		markers: [],
		inputIndices: [{ mainIndex: 0, subIndex }],
		mergedPayloadIds: [],
		className,
	});

	it('tell what became of the records of a new item', async () => {
		const { items, summary } = await report('enhanced', 'lookup-01');
		const [item] = items;
		const made = {
			operation: 'INSERT',
			sysId: expect.stringMatching(SYS_ID),
			errors: [],
			errorCount: 0,
			warningCount: 0,
		};
		expect(item).toMatchObject({ operation: 'INSERT', warningCount: 0 });
		expect(item?.relatedItems[0]).toEqual(related(0, 'cmdb_serial_number', made));
		expect(item?.relatedSysIds).toEqual(item?.relatedItems.map(({ sysId }) => sysId ?? null));
		const { store } = instance.emulator;
		expect(store.one('cmdb_serial_number', { sys_id: String(item?.relatedSysIds[0]) })).toMatchObject({
			cmdb_ci: item?.sysId,
			serial_number: 'lookup-01',
		});
		expect(summary.cmdb_serial_number).toMatchObject({ inserted: 1, updated: 0, unchanged: 0 });
	});

	it('say what would become of them where nothing is written', async () => {
		const { items, summary } = await report('queryEnhanced', 'lookup-02');
		expect(items[0]).toMatchObject({ operation: 'INSERT', sysId: 'Unknown', warningCount: 0 });
		expect(items[0]?.relatedSysIds[0]).toBeNull();
		expect(items[0]?.relatedItems[0]).toMatchObject({ operation: 'INSERT', sysId: 'Unknown' });
		expect(summary.cmdb_serial_number).toMatchObject({ inserted: 1 });
		expect(instance.emulator.store.find('cmdb_serial_number', { serial_number: 'lookup-02' })).toEqual([]);
	});

	it('tell of an item that is known where they led, and no more', async () => {
		await report('enhanced', 'lookup-03');
		const [item] = (await report('enhanced', 'lookup-03')).items;
		expect(item?.operation).not.toBe('INSERT');
		expect(item).not.toHaveProperty('warningCount');
		expect(item?.relatedSysIds[0]).toBe(item?.sysId);
		expect(item?.relatedItems[0]).toEqual(related(0, 'cmdb_serial_number', {}));
	});
});
