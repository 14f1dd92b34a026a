import { mapped, type Stage, stage } from '../../support/instance.mts';

let s: Stage;
beforeAll(async () => (s = await stage({ serviceTime: 5 })));
afterAll(async () => await s.close());

const ITEMS = 1000;
const items = Array.from({ length: ITEMS }, (_, index) => ({ correlation_id: `cancel-${index}` }));
const created = () => s.emulator.store.find('incident', {}).filter((row) => row.correlation_id?.startsWith('cancel-'));

/** Until the instance has begun to work on something and nothing of it is left. */
async function settled(): Promise<void> {
	for (let before = -1; created().length !== before; ) {
		before = created().length;
		await new Promise((resolve) => setTimeout(resolve, 300));
	}
}

describe('Cancelling the execution', () => {
	it('sends nothing more, and the next execution works', async () => {
		const create = { resource: 'incident', operation: 'create' };
		const auto = { ...create, fields: { mappingMode: 'autoMapInputData', value: null } };
		const { done, cancel } = s.n8n.begin(auto as never, { items });
		while (created().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
		cancel();
		// n8n ends the promise in one way or another; what counts is what reaches the instance.
		await Promise.allSettled([done]);
		await settled();
		const count = created().length;
		expect(count).toBeLessThan(ITEMS / 2);
		const { json } = await s.n8n.run({ ...create, fields: mapped({ correlation_id: 'after' }) } as never);
		expect(json).toEqual([expect.objectContaining({ correlation_id: 'after' })]);
		expect(created()).toHaveLength(count);
	});
});
