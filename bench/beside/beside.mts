import { silent, toStderr } from '../../test/harness/progress.mts';
import { startGround } from '../measure/ground.mts';
import type { PoliteLine, StartLine } from '../report/results.mts';
import { measureLoading } from './load.mts';
import { LOADS, measurePolite } from './polite.mts';
import { measureStart } from './start.mts';

/** What is measured beside the scenarios, by the name that asks for it. */
export type Beside = 'polite' | 'start';

/** What the clerk works with. */
const SPARE = 50;

export async function politeLines(items: number): Promise<PoliteLine[]> {
	const wanted = { setting: 'busy', rows: {}, kept: items + SPARE, spare: 0, tarball: undefined } as const;
	const ground = await startGround({ ...wanted, progress: silent });
	try {
		const lines: PoliteLine[] = [];
		for (const load of LOADS) {
			toStderr(`polite: ${load.name} …`);
			lines.push(await measurePolite(ground, items, load));
		}
		return lines;
	} finally {
		await ground.stop();
	}
}

export async function startLines(folder: string, tarball: string, rounds: number): Promise<StartLine[]> {
	toStderr('start …');
	return [await measureLoading(folder, tarball, rounds), await measureStart(folder, tarball, rounds)];
}
