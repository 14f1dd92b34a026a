import '../support/process/pauses.mts';
import type { Fault, FaultAction } from '../emulator/fault.mts';
import { actAs } from '../support/actAs.mts';
import { by, mapped, type Stage, stage } from '../support/instance.mts';

const ITEMS = 1_000;
const ROUNDS = 3;
const PROBABILITY = 0.04;

const FAULTS: FaultAction[] = [
	{ kind: 'reset', when: 'before' },
	{ kind: 'reset', when: 'after' },
	{ kind: 'cut', bytes: 20, framing: 'chunked' },
	{ kind: 'cut', bytes: 20, framing: 'length' },
	{ kind: 'truncate', bytes: 0 },
	{ kind: 'status', status: 503 },
	{ kind: 'status', status: 503, work: true },
	{ kind: 'status', status: 500, work: true },
	{ kind: 'rate-limit', retryAfter: 1 },
	{ kind: 'rate-limit', headers: false },
	{ kind: 'accepted-202' },
	{ kind: 'answer', body: {}, work: true },
	{ kind: 'sub-answers', lose: [1] },
	{ kind: 'unserviced', named: true },
	{ kind: 'unserviced', named: false, work: true },
	{ kind: 'status', status: 401 },
];

const INSIDE = new Set(['sub-answers', 'unserviced']);

/** Each fault by chance, of calls as a whole and of what is inside Batch calls. */
function storm(seed: number): Fault[] {
	return FAULTS.flatMap((action, nth) => {
		const dice = (by: number) => ({ probability: PROBABILITY / by, seed: seed * 100 + nth });
		const whole: Fault = { match: { path: '^/api/', batch: false, ...dice(1) }, action };
		const part: Fault = { match: { path: '^/api/', batch: true, ...dice(20) }, action };
		if (action.kind === 'unserviced') return [part];
		return INSIDE.has(action.kind) ? [whole] : [whole, part];
	});
}

let s: Stage;
beforeAll(async () => {
	s = await stage();
	await actAs(s, 'admin');
});
afterAll(async () => await s.close());

interface Work {
	parameters: Record<string, unknown>;
	/** How often it was done for the record or the title. */
	effects(id: string): number;
	isOfRecord: boolean;
}

const record = by('id', '={{ $json.id }}');
const rows = (table: string, where: Record<string, string>) => s.emulator.store.find(table, where).length;

const WORKS: Record<string, Work> = {
	create: {
		parameters: { operation: 'create', fields: mapped({ short_description: '={{ $json.id }}' }) },
		effects: (id) => rows('incident', { short_description: id }),
		isOfRecord: false,
	},
	update: {
		parameters: { operation: 'update', record, fields: mapped({ impact: '1' }) },
		effects: (id) => rows('incident', { sys_id: id, impact: '1' }),
		isOfRecord: true,
	},
	'update with a note': {
		parameters: { operation: 'update', record, fields: mapped({ work_notes: 'A note' }) },
		effects: (id) => rows('sys_journal_field', { element_id: id }),
		isOfRecord: true,
	},
	delete: {
		parameters: { operation: 'delete', record },
		effects: (id) => 1 - rows('incident', { sys_id: id }),
		isOfRecord: true,
	},
	upsert: {
		parameters: {
			operation: 'upsert',
			fields: {
				...mapped({ correlation_id: '={{ $json.id }}', short_description: 'Upserted' }),
				matchingColumns: ['correlation_id'],
			},
		},
		effects: (id) => rows('incident', { correlation_id: id }),
		isOfRecord: false,
	},
	'create a change': {
		parameters: {
			resource: 'changeRequest',
			operation: 'createNormal',
			fields: mapped({ short_description: '={{ $json.id }}' }),
		},
		effects: (id) => rows('change_request', { short_description: id }),
		isOfRecord: false,
	},
};

let count = 0;
function subjects(isOfRecord: boolean): string[] {
	const names = Array.from({ length: ITEMS }, () => `chaos ${++count}`);
	if (!isOfRecord) return names;
	const put = (short_description: string) => s.emulator.store.put('incident', { short_description, impact: '3' });
	return s.emulator.store.transaction(() => names.map((name) => String(put(name).sys_id)));
}

/** Whether what was told of an item is so: done once, not done, or open. */
function isTruth(effects: number, hasFailed: boolean, isOpen: boolean): boolean {
	if (!hasFailed) return effects === 1;
	return effects === 0 || (effects === 1 && isOpen);
}

const totals: Record<string, Record<string, number>> = {};
afterAll(() => process.stderr.write(`${JSON.stringify(totals, undefined, '\t')}\n`));

const cells = Object.keys(WORKS).flatMap((work) =>
	[true, false].flatMap((batch) => Array.from({ length: ROUNDS }, (_, round) => [work, batch, round] as const)),
);

describe(`${cells.length * ITEMS} items of chaos`, () => {
	it.each(cells)(
		'lose nothing and double nothing without a word: %s, Batch %s, round %d',
		async (name, batch, round) => {
			const work = WORKS[name] as Work;
			s.emulator.setFaults([]);
			const ids = subjects(work.isOfRecord);
			s.emulator.setFaults(storm(round + 1));
			const run = await s.n8n.run({ resource: 'incident', ...work.parameters, options: { batch } } as never, {
				items: ids.map((id) => ({ id })),
				settings: { onError: 'continueRegularOutput' },
			});
			s.emulator.setFaults([]);
			expect(run.json).toHaveLength(ITEMS);
			const seen = { done: 0, 'not done': 0, 'done, told as open': 0, 'not done, told as open': 0 };
			const wrong: unknown[] = [];
			for (const [nth, id] of ids.entries()) {
				const { error, message } = run.json[nth] ?? {};
				const effects = work.effects(id);
				const isOpen = /^It is not known whether|Done before for this item/.test(String(message));
				if (!isTruth(effects, error !== undefined, isOpen)) wrong.push({ id, effects, error, message });
				if (effects === 1) seen[error === undefined ? 'done' : 'done, told as open']++;
				else seen[isOpen ? 'not done, told as open' : 'not done']++;
			}
			totals[`${name}, Batch ${batch}, ${round}`] = seen;
			expect(wrong).toEqual([]);
		},
	);
});
