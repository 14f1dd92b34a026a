import { killedAgainAndAgain, type Trial } from './kills.mts';
import { packedTarball } from '../packed.mts';

/** `TRIGGER_KILLS=20 npm run test:e2e -- triggerKills` measures what docs/trigger.md says. */
const KILLS = Number(process.env.TRIGGER_KILLS ?? 2);

const TRIALS: Array<Omit<Trial, 'kills' | 'tarball'>> = [
	{ version: '2.41.1', mode: 'polling', durable: false },
	{ version: '2.41.1', mode: 'instant', durable: false },
	{ version: '2.41.1', mode: 'polling', durable: true },
	{ version: '2.41.1', mode: 'instant', durable: true },
	{ version: '1.123.81', mode: 'polling', durable: false },
	{ version: '1.123.81', mode: 'instant', durable: false },
];

describe(`15: an n8n that is killed ${KILLS} times`, () => {
	it.each(TRIALS)(
		'$version, $mode, durable cursors: $durable',
		async (trial) => {
			const outcome = await killedAgainAndAgain({ ...trial, kills: KILLS, tarball: packedTarball() });
			process.stderr.write(`${JSON.stringify({ ...trial, kills: KILLS, ...outcome })}\n`);
			expect(outcome.changes).toBeGreaterThan(0);
			expect(outcome.lost).toEqual([]);
			expect(outcome.repeatedBatches).toBeLessThanOrEqual(trial.durable ? 0 : KILLS);
		},
		120_000 + KILLS * 60_000,
	);
});
