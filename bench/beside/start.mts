import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureN8n } from '../../test/harness/install/n8n.mts';
import { installInto } from '../../test/harness/install/package.mts';
import { startN8n } from '../../test/harness/n8n/boot.mts';
import { freePort } from '../../test/harness/processes/port.mts';
import { silent } from '../../test/harness/progress.mts';
import { N8N } from '../measure/ground.mts';
import { memoryOf } from '../measure/process.mts';
import { spreadOf } from '../measure/statistics.mts';
import type { StartLine } from '../report/results.mts';

/** Milliseconds for which n8n goes on loading once it is ready. */
const SETTLING = 3_000;

interface Start {
	milliseconds: number;
	memory: number;
}

/** Starts n8n in turns without and with the package, after a first start of each that makes its database. */
export async function measureStart(folder: string, tarball: string, rounds: number): Promise<StartLine> {
	const installation = await ensureN8n(N8N, silent);
	const [without, own] = ['without', 'with'].map((name) => path.join(folder, `start-${name}`)) as [string, string];
	await installInto(own, tarball);
	const starts = new Map<string, Start[]>([without, own].map((one) => [one, []]));
	for (let round = 0; round <= rounds; round++) {
		for (const [userFolder, all] of starts) {
			const begun = performance.now();
			const n8n = await startN8n({ installation, userFolder, port: await freePort(0) });
			const milliseconds = performance.now() - begun;
			await sleep(SETTLING);
			const memory = (await memoryOf(n8n.pid)).now;
			await n8n.stop();
			if (round > 0) all.push({ milliseconds, memory });
		}
	}
	const [plain, more] = [...starts.values()] as [Start[], Start[]];
	const time = (all: Start[]) => spreadOf(all.map(({ milliseconds }) => milliseconds));
	const memory = (all: Start[]) => spreadOf(all.map((one) => one.memory)).median;
	return {
		what: `n8n ${N8N}, until it answers`,
		...{ without: time(plain), with: time(more) },
		...{ memoryWithout: memory(plain), memoryWith: memory(more) },
	};
}
