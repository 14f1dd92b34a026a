import { killedAgainAndAgain, type Trial } from './kills.mts';
import { packedTarball } from '../packed.mts';

/** `TRIGGER_KILLS=20 npm run test:e2e -- triggerKills` measures what docs/trigger.md says. */
const KILLS = Number(process.env.TRIGGER_KILLS ?? 2);

const TRIALS: Array<Pick<Trial, 'version' | 'durable'>> = [
	{ version: '2.41.1', durable: true },
	{ version: '2.41.1', durable: false },
	{ version: '1.123.81', durable: false },
];

describe(`15: an n8n that is killed ${KILLS} times, polling and instant`, () => {
	it.each(TRIALS)(
		'$version, durable cursors: $durable',
		async ({ version, durable }) => {
			const { changes, outcomes } = await killedAgainAndAgain({
				version,
				durable,
				kills: KILLS,
				tarball: packedTarball(),
			});
			process.stderr.write(`${JSON.stringify({ version, durable, kills: KILLS, changes, outcomes })}\n`);
			expect(changes).toBeGreaterThan(0);
			for (const { lost, repeatedBatches } of outcomes) {
				expect(lost).toEqual([]);
				expect(repeatedBatches).toBeLessThanOrEqual(durable ? 0 : KILLS);
			}
		},
		900_000 + KILLS * 240_000,
	);
});
