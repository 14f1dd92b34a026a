import { createStore } from './data/store.mts';
import { demoSeed, emptySeed } from './seed/index.mts';
import { followFulfilment } from './routes/catalog/ordering/fulfilment.mts';
import { followChanges } from './routes/change/process/process.mts';
import type { Clock, EmulatorOptions, Store, WriteEvent } from './types.mts';

/** The store that is open now; a reset to another seed puts a new one in its place. */
export interface Instance {
	readonly store: Store;
	reset(seed: EmulatorOptions['seed'] | undefined): void;
	close(): void;
}

const SEEDS = { demo: demoSeed, empty: emptySeed };

export function openInstance(options: EmulatorOptions, clock: Clock, onWrite: (event: WriteEvent) => void): Instance {
	const open = (kind: EmulatorOptions['seed']): Store => {
		const { db, properties, rows } = options;
		const opened = createStore({ db, clock, seed: SEEDS[kind](), properties, rows });
		opened.onWrite(onWrite);
		followFulfilment(opened);
		followChanges(opened);
		return opened;
	};

	let kind = options.seed;
	let store = open(kind);
	return {
		get store() {
			return store;
		},
		reset(seed = kind) {
			if (seed !== kind) {
				store.close();
				store = open(seed);
				kind = seed;
				// A database file opens as it stands; only the reset below brings the other seed into it.
				if (options.db === ':memory:') return;
			}
			store.reset();
		},
		close: () => store.close(),
	};
}
