import { sourcesBelow } from '../support/sources.mts';

/** What the folders of the harness may import of each other; arrows point down only. */
const FLOORS = ['processes', 'install', 'n8n', 'servicenow'];
/** Beside all floors: they know nothing of any of them. */
const ASIDE = ['test/harness/progress.mts', 'test/harness/project.mts'];

const sources = sourcesBelow('test/harness');

const floorOf = (path: string): number => FLOORS.findIndex((folder) => path.startsWith(`test/harness/${folder}/`));

describe('imports of the harness', () => {
	it('are found at all', () => {
		expect(sources.length).toBeGreaterThan(20);
		expect(new Set(sources.map(({ path }) => floorOf(path)))).toEqual(new Set([-1, 0, 1, 2, 3]));
	});

	it('lead to nothing that uses it', () => {
		const outside = sources.flatMap(({ path, imports }) =>
			imports
				.filter((target) => /^(demo|bench|nodes|credentials|test)\//.test(target))
				.filter((target) => !target.startsWith('test/harness/') && !target.startsWith('test/emulator/seed/'))
				.map((target) => `${path} → ${target}`),
		);
		expect(outside).toEqual([]);
	});

	it('point down only', () => {
		const up = sources.flatMap(({ path, imports }) => {
			const own = floorOf(path);
			if (own === -1) return [];
			return imports
				.filter((target) => target.startsWith('test/harness/') && !ASIDE.includes(target))
				.filter((target) => floorOf(target) === -1 || floorOf(target) > own)
				.map((target) => `${path} → ${target}`);
		});
		expect(up).toEqual([]);
	});
});
