/** A contestant in a process of its own, which does what it is told by its parent, one piece of work after the other. */
import type { Access, Task, Way, Ways, Worker } from '../task.mts';

const WAYS: Record<Worker, (access: Access) => Promise<Ways>> = {
	floor: async (access) => await (await import('./floorWays.mts')).floorWays(access),
	node: async (access) => await (await import('./nodeWays.mts')).nodeWays(access),
	'built-in': async (access) => await (await import('./builtInWays.mts')).builtInWays(access),
};

export type Order = { quiet: true } | { task: Task };
export type Reply = { ready: Way[] } | { quiet: true } | { milliseconds: number; done: number } | { trouble: string };

const [contestant = '', access = ''] = process.argv.slice(2);
const ways = await WAYS[contestant as Worker](JSON.parse(access) as Access);
const reply = (words: Reply) => process.send?.(words);

async function obey(order: Order): Promise<Reply> {
	if ('quiet' in order) {
		global.gc?.();
		return { quiet: true };
	}
	const way = ways[order.task.way];
	if (way === undefined) return { trouble: `${contestant} cannot do ${order.task.way}` };
	const start = performance.now();
	const done = await way(order.task);
	return { milliseconds: performance.now() - start, done };
}

process.on('message', (order: Order) => {
	obey(order).then(reply, (error: Error) => reply({ trouble: `${contestant}: ${error.stack ?? error.message}` }));
});
process.on('disconnect', () => process.exit());
reply({ ready: Object.keys(ways) as Way[] });
