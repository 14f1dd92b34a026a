import { readFileSync } from 'node:fs';
import type { Assignment, Contestant, Result, Ways } from './job.mts';

/** Does one job and says what it took, in a process of its own, so that memory is told apart. */
const assignment = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Assignment;

const WAYS: Record<Contestant, (own: Assignment) => Promise<Ways>> = {
	floor: async (own) => await (await import('./floor.mts')).floorWays(own),
	package: async (own) => await (await import('./n8nWays.mts')).packageWays(own),
	'built-in': async (own) => await (await import('./n8nWays.mts')).builtInWays(own),
};

const SAMPLE_MS = 10;

const way = (await WAYS[assignment.contestant](assignment))[assignment.job];
if (way === undefined) throw new Error(`${assignment.contestant} cannot do ${assignment.job}`);
global.gc?.();
const before = process.memoryUsage().rss;
let most = before;
const sampler = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), SAMPLE_MS);
const start = performance.now();
const done = await way();
const milliseconds = performance.now() - start;
clearInterval(sampler);
most = Math.max(most, process.memoryUsage().rss);
process.stdout.write(`${JSON.stringify({ milliseconds, done, memory: most - before } satisfies Result)}\n`, () =>
	process.exit(0),
);
