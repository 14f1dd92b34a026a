/** Each documented sample is a case: the instance is asked what the page asks and has to answer as the page says. */
import { describeEmulator, useInstance } from './instance.mts';
import { readSample, replay, sampleNames } from './sampleReplay.mts';
import type { SampleContext } from './sampleReplay.mts';
import { sampleCases } from './sampleCases/index.mts';

describe('the samples of the documentation', () => {
	it('are all cases of this suite', () => {
		expect(Object.keys(sampleCases).sort()).toEqual([...sampleNames].sort());
	});
});

describeEmulator('the instance answers as documented', () => {
	const instance = useInstance();
	const before = new Map<string, string>();

	afterEach(() => {
		for (const [name, value] of before) instance.emulator.store.setProperty(name, value);
		before.clear();
	});

	function contextOf(name: string): SampleContext {
		const { store } = instance.emulator;
		return {
			instance,
			store,
			sample: readSample(name),
			give(table, sys_id, values) {
				store.remove(table, sys_id);
				store.insert(store.system, table, { sys_id, ...values });
			},
			set(name, value) {
				if (!before.has(name)) before.set(name, store.property(name) ?? '');
				store.setProperty(name, value);
			},
		};
	}

	it.each(Object.entries(sampleCases))('in %s', async (name, wanted) => {
		await replay(contextOf(name), wanted);
	});
});
