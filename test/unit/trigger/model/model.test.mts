import fc from 'fast-check';
import { type Happening, stories, tell } from './story.mts';
import { type Mutation, World } from './world.mts';

/** `MODEL_SEED=… npm test -- test/unit/trigger/model` tells the same stories once more. */
const seed = Number(process.env.MODEL_SEED ?? Math.floor(Math.random() * 2 ** 31));
const STEPS = 5_000;

function outcome(mutation: Mutation, runs: number) {
	const property = fc.property(stories(STEPS), (story) => tell(new World(mutation), story));
	return fc.check(property, { numRuns: runs, seed, endOnFailure: true });
}

describe(`37: whatever happens (MODEL_SEED=${seed})`, () => {
	it('every change is handed out once, in order', () => {
		const { failed, errorInstance } = outcome({}, 1);
		if (failed) throw errorInstance;
		expect(failed).toBe(false);
	}, 120_000);
});

/** Told by chance once, and cut down to what it takes. */
const TOLD_ONCE: Array<[what: string, events: number, story: Happening[]]> = [
	[
		'a batch of the process itself is not in doubt, though a later one was thrown away',
		12,
		[
			['insert', 9_999, 3],
			['fault', 3, 0],
			['restart', 0, 0],
			['burst', 9_136, 9_999],
			['publish', 0, 0],
			['discard', 0, 0],
		],
	],
];

it.each(TOLD_ONCE)('%s', (_, events, story) => {
	const world = new World();
	tell(world, story);
	expect(world.emitted.size).toBe(events);
});

describe(`38: it is missed (MODEL_SEED=${seed}) if`, () => {
	it.each<[string, Mutation]>([
		['the count of changes is not part of a change’s name', { mark: () => '' }],
		['nothing is looked at twice', { overlap: 0 }],
		['two read at the same time', { hasNoMutex: true }],
		['what was handed out last is taken to have arrived when n8n starts again', { hasNoDoubt: true }],
		['the instance’s date does not hold the cursor back', { date: 9_000_000_000 }],
	])('%s', (_, mutation) => {
		expect(outcome(mutation, 4).failed).toBe(true);
	});
});
