import type { Fault, FaultAction } from '../../emulator/fault.mts';
import { by, mapped, type Stage, stage } from '../../support/instance.mts';

let s: Stage;
beforeAll(async () => {
	s = await stage();
});
afterAll(async () => await s.close());

/** What hits the first write of one item, or the first Batch call of several. */
const FAULTS: Record<string, FaultAction> = {
	'202': { kind: 'accepted-202' },
	'202 {}': { kind: 'accepted-202', body: {} },
	'reset before': { kind: 'reset', when: 'before' },
	'reset after': { kind: 'reset', when: 'after' },
	'cut short': { kind: 'cut', bytes: 5 },
	'nothing of the body': { kind: 'truncate', bytes: 0 },
	'503 before': { kind: 'status', status: 503 },
	'503 after': { kind: 'status', status: 503, work: true },
	'500 after': { kind: 'status', status: 500, work: true },
	'{} after': { kind: 'answer', body: {}, work: true } as FaultAction,
	'a login page': { kind: 'login-page' },
};

interface Operation {
	parameters(ids: string[]): Record<string, unknown>;
	/** How often it was done for the record or the name. */
	effects(id: string): number;
	/** Whether items are records that are there. */
	isOfRecord: boolean;
}

const incidents = (query: Record<string, string>) => s.emulator.store.find('incident', query);
const record = by('id', '={{ $json.id }}');

const OPERATIONS: Record<string, Operation> = {
	create: {
		parameters: () => ({
			resource: 'incident',
			operation: 'create',
			fields: mapped({ short_description: '={{ $json.id }}' }),
		}),
		effects: (id) => incidents({ short_description: id }).length,
		isOfRecord: false,
	},
	update: {
		parameters: () => ({ resource: 'incident', operation: 'update', record, fields: mapped({ impact: '1' }) }),
		effects: (id) => incidents({ sys_id: id, impact: '1' }).length,
		isOfRecord: true,
	},
	delete: {
		parameters: () => ({ resource: 'incident', operation: 'delete', record }),
		effects: (id) => 1 - incidents({ sys_id: id }).length,
		isOfRecord: true,
	},
	comment: {
		parameters: () => ({
			resource: 'comment',
			operation: 'add',
			table: by('name', 'incident'),
			record,
			type: 'work_notes',
			text: 'A note',
		}),
		effects: (id) => s.emulator.store.find('sys_journal_field', { element_id: id }).length,
		isOfRecord: true,
	},
};

let nth = 0;
async function subjects(count: number, isOfRecord: boolean): Promise<string[]> {
	const names = Array.from({ length: count }, () => `matrix ${++nth}`);
	if (!isOfRecord) return names;
	const items = names.map((title) => ({ title }));
	const fields = mapped({ short_description: '={{ $json.title }}' });
	const { json } = await s.n8n.run({ resource: 'incident', operation: 'create', fields } as never, { items });
	return json.map(({ sys_id }) => String(sys_id));
}

const cells = Object.keys(OPERATIONS).flatMap((operation) =>
	Object.keys(FAULTS).flatMap((fault) => [1, 3].map((count) => [operation, fault, count] as const)),
);

describe('Nothing is done twice, and nothing without a word', () => {
	it.each(cells)('%s, %s, %d items', async (name, fault, count) => {
		const operation = OPERATIONS[name] as Operation;
		s.emulator.setFaults([]);
		const ids = await subjects(count, operation.isOfRecord);
		const method = count > 1 ? 'POST' : ({ create: 'POST', delete: 'DELETE' }[name] ?? 'PATCH');
		s.emulator.setFaults([{ match: { method, batch: false, nth: 1 }, action: FAULTS[fault] } as Fault]);
		const items = ids.map((id) => ({ id }));
		const run = await s.n8n.run(operation.parameters(ids) as never, {
			items,
			settings: { onError: 'continueRegularOutput' },
		});
		for (const [index, id] of ids.entries()) {
			const { error, message } = run.json[index] ?? {};
			const effects = operation.effects(id);
			expect(effects).toBeLessThanOrEqual(1);
			if (error === undefined) expect(effects).toBe(1);
			else if (effects === 1)
				expect(String(message)).toMatch(/^It is not known whether ServiceNow did the work: it may have been done/);
		}
	});
});
