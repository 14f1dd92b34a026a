import { type Source, sourcesBelow } from './support/sources.mts';

const NODE = 'nodes/ServiceNowPlatform';
const all = [...sourcesBelow('nodes', /\.ts$/), ...sourcesBelow('credentials', /\.ts$/)];

type Imports = Pick<Source, 'path' | 'imports'>;

/**
 * The rooms of a folder, floor by floor from the ground: a room may use what is on floors below it, and nothing else. What stands in the
 * folder itself is a room of the file's name; a folder in a room belongs to it, unless it has a floor of its own.
 */
const FLOORS: Record<string, string[][]> = {
	[`${NODE}/domain`]: [
		['failure', 'tool'],
		['api'],
		['encodedQuery'],
		['address', 'schema', 'secrets', 'email'],
		['values'],
		['query', 'values/simple'],
		['records', 'paging'],
		['attachment', 'change', 'changes', 'changes/bell', 'cmdb', 'importSet', 'catalog/answers', 'knowledge'],
		['catalog'],
	],
	[`${NODE}/properties`]: [
		['item'],
		['authentication', 'binary', 'catalog', 'names', 'output', 'pairs', 'pickers', 'requestSettings'],
		['lists', 'values'],
	],
	[`${NODE}/transport`]: [['errors'], ['signIn'], ['sending'], ['recovery'], ['items', 'files']],
	[`${NODE}/transport/sending`]: [
		['pace'],
		['rateLimit', 'retryPolicy', 'batch', 'watchdog'],
		['limits'],
		['line', 'body'],
		['http'],
		['signedIn', 'longQuery', 'retrying'],
		['file'],
		['connection'],
	],
	[`${NODE}/actions`]: [
		['operation', 'attempts', 'concealed', 'notes', 'runIdentity'],
		['steps'],
		['verbs'],
		[
			...['apiRequest', 'attachment', 'catalog', 'catalogTask', 'changeRequest', 'changeTask', 'comment', 'email'],
			...['configurationItem', 'group', 'importSet', 'incident', 'knowledge', 'problem', 'record', 'requestedItem'],
			...['table', 'user'],
		],
		['resources'],
		['nodeProperties', 'router'],
	],
	[`${NODE}/trigger`]: [
		['events', 'failure', 'audit', 'told'],
		['settings', 'properties', 'keeper'],
		['filter', 'context'],
		['watching'],
		['read'],
		['poll', 'bell'],
	],
	credentials: [
		['signIn'],
		['signIn/trial'],
		[
			'ServiceNowPlatformApi.credentials',
			'ServiceNowPlatformOAuth2Api.credentials',
			'ServiceNowPlatformServiceOAuth2Api.credentials',
		],
	],
};

/** The room of a file, in a folder that has floors; '' where it has none. */
function roomOf(folder: string, path: string, rooms: string[]): string {
	const parts = path.slice(folder.length + 1, -'.ts'.length).split('/');
	const ways = parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
	return ways.find((way) => rooms.includes(way)) ?? '';
}

/** Arrows that run up or along a floor, and rooms that stand on none. */
function wrongArrows(folder: string, floors: string[][]): string[] {
	const rooms = floors.flat();
	const roomIn = (path: string) => roomOf(folder, path, rooms);
	const floorOf = (room: string) => floors.findIndex((level) => level.includes(room));
	return all
		.filter(({ path }) => path.startsWith(`${folder}/`))
		.flatMap(({ path, imports }) => {
			const room = roomIn(path);
			if (room === '') return [`${path} stands on no floor`];
			return imports
				.filter((target) => target.startsWith(`${folder}/`) && roomIn(target) !== room)
				.filter((target) => floorOf(roomIn(target)) >= floorOf(room))
				.map((target) => `${path} → ${target}`);
		});
}

/** Ways that come back to where they began. */
function rounds(edges: Map<string, string[]>): string[] {
	const done = new Set<string>();
	const found: string[] = [];
	const visit = (place: string, way: string[]): void => {
		if (way.includes(place)) found.push([...way.slice(way.indexOf(place)), place].join(' → '));
		if (done.has(place) || way.includes(place)) return;
		for (const next of edges.get(place) ?? []) visit(next, [...way, place]);
		done.add(place);
	};
	for (const place of edges.keys()) visit(place, []);
	return found;
}

function foldersOf(sources: Imports[]): string[] {
	const parents = sources.flatMap(({ path }) => {
		const parts = path.split('/').slice(0, -1);
		return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
	});
	return [...new Set(parents)];
}

/** Rounds among what stands in a folder: its files, and the folders in it, each with all that is below it. */
function roundsIn(folder: string, sources: Imports[]): string[] {
	const entryOf = (path: string) =>
		path.startsWith(`${folder}/`) ? path.slice(folder.length + 1).split('/', 1)[0] : undefined;
	const edges = new Map<string, string[]>();
	for (const { path, imports } of sources) {
		const own = entryOf(path);
		if (own === undefined) continue;
		const others = imports.map(entryOf).filter((entry) => entry !== undefined && entry !== own) as string[];
		edges.set(own, [...(edges.get(own) ?? []), ...others]);
	}
	return rounds(edges);
}

describe('imports', () => {
	it.each(Object.entries(FLOORS))('inside %s/ lead to a lower floor', (folder, floors) => {
		expect(wrongArrows(folder, floors)).toEqual([]);
	});

	it.each(Object.entries(FLOORS))('inside %s/ would be found where they lead up', (folder, floors) => {
		expect(wrongArrows(folder, [...floors].reverse())).not.toEqual([]);
	});

	it.each(Object.entries(FLOORS))('name no room of %s/ that is none', (folder, floors) => {
		const rooms = floors.flat();
		const inUse = new Set(all.map(({ path }) => (path.startsWith(`${folder}/`) ? roomOf(folder, path, rooms) : '')));
		expect(rooms.filter((room) => !inUse.has(room))).toEqual([]);
	});

	it.each(foldersOf(all))('go no round among what stands in %s/', (folder) => {
		expect(roundsIn(folder, all)).toEqual([]);
	});

	it('would be found in a round of two folders, of which no file is in one', () => {
		const source = (path: string, target: string) => ({ path, imports: [target] });
		const sources = [source('a/x/1.ts', 'a/y/2.ts'), source('a/y/3.ts', 'a/x/4.ts')];
		expect(roundsIn('a', sources)).toEqual(['x → y → x']);
	});

	it('form no cycle of files', () => {
		expect(rounds(new Map(all.map(({ path, imports }) => [path, imports])))).toEqual([]);
	});

	it('would be found in a cycle of files', () => {
		const edges = new Map([
			['a', ['b']],
			['b', ['c']],
			['c', ['b']],
		]);
		expect(rounds(edges)).toEqual(['b → c → b']);
	});
});
