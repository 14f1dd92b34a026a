import fc from 'fast-check';
import { stories, tell } from './story.mts';
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
