import { setTimeout as sleep } from 'node:timers/promises';
import { N8N_VERSIONS } from '../../harness/install/n8n.mts';
import { eventIdsOf } from '../../harness/n8n/watching.mts';
import { OWNER } from '../../harness/stack.mts';
import { packedTarball } from '../packed.mts';
import { withWatched } from './watched.mts';

/** What the instance does while n8n starts. */
const TROUBLES: Array<[string, object]> = [
	['refuses', { kind: 'status', status: 403 }],
	['is away', { kind: 'reset', when: 'before' }],
];
/** Some polls, in which nothing can be read. */
const TROUBLED_MS = 15_000;
const PATIENCE_MS = 180_000;

describe.each(N8N_VERSIONS)('n8n %s', (version) => {
	it('watches in both modes once it can, whatever the instance did while n8n started', async () => {
		await withWatched({ version, durable: false, tarball: packedTarball() }, async (scene) => {
			const { client, ids, instance } = scene;
			const made: string[] = [];
			for (const [, action] of TROUBLES) {
				await scene.endAndBegin('stop', async () => {
					made.push(`${await instance.create('incident', { short_description: 'Made' })}:0`);
					await instance.setFaults([{ match: { path: '^/(api|oauth)' }, action }]);
				});
				await sleep(TROUBLED_MS);
				await instance.setFaults([]);
				made.push(`${await instance.create('incident', { short_description: 'Made' })}:0`);
				await client.signIn(OWNER);
				const found = async () =>
					await Promise.all(ids.map(async (id) => new Set((await eventIdsOf(client, id)).flat())));
				const deadline = performance.now() + PATIENCE_MS;
				const isComplete = (events: Set<string>) => made.every((id) => events.has(id));
				while (!(await found()).every(isComplete) && performance.now() < deadline) await sleep(1_000);
				for (const events of await found()) expect([...events]).toEqual(expect.arrayContaining(made));
			}
		});
	}, 1_200_000);
});
