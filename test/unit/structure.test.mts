import { resources } from '../../nodes/ServiceNowPlatform/actions/resources.ts';
import { exists, filesBelow, type Source, sourcesBelow, textOf } from './support/sources.mts';

const NODE = 'nodes/ServiceNowPlatform';
const nodes = sourcesBelow('nodes', /\.ts$/);
const credentials = sourcesBelow('credentials', /\.ts$/);
const all = [...nodes, ...credentials];

/** What the files of a folder may import; a folder stands for everything below it. */
const DIRECTIONS: Record<string, string[]> = {
	domain: ['n8n-workflow', 'node:crypto', 'domain'],
	transport: ['n8n-workflow', 'node:', 'transport', 'domain'],
	properties: ['n8n-workflow', 'properties', 'domain'],
	methods: ['n8n-workflow', 'methods', 'properties', 'transport', 'domain'],
	actions: ['n8n-workflow', 'node:crypto', 'actions', 'properties', 'domain'],
	trigger: ['n8n-workflow', 'node:', 'trigger', 'properties', 'transport', 'domain'],
};

/**
 * The rooms of a folder, floor by floor from the ground: a room may use what is on floors below it, and nothing else. What stands in the
 * folder itself is a room of the file's name.
 */
const FLOORS: Record<string, string[][]> = {
	domain: [
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
	properties: [
		['item'],
		['authentication', 'binary', 'catalog', 'names', 'output', 'pairs', 'pickers', 'requestSettings'],
		['lists', 'values'],
	],
	transport: [['errors'], ['signIn'], ['sending'], ['recovery'], ['items', 'files']],
	'transport/sending': [
		['rateLimit', 'retryPolicy', 'batch', 'watchdog'],
		['limits'],
		['line', 'body'],
		['http'],
		['signedIn', 'longQuery', 'retrying'],
		['file'],
		['connection'],
	],
};

/** More than one can take in at a glance. */
const MOST_FILES = 15;

/** The room of a file, in a folder that has floors. */
function roomOf(folder: string, path: string): string {
	const parts = path.slice(`${NODE}/${folder}/`.length).split('/');
	return parts.length === 1 ? (parts[0] ?? '').replace(/\.ts$/, '') : parts.slice(0, -1).join('/');
}

/** Arrows that run up or along a floor, and rooms that stand on none. */
function wrongArrows(folder: string, floors: string[][]): string[] {
	const floorOf = (room: string) => floors.findIndex((rooms) => rooms.includes(room));
	const own = nodes.filter(({ path }) => path.startsWith(`${NODE}/${folder}/`));
	return own.flatMap(({ path, imports }) => {
		const room = roomOf(folder, path);
		if (floorOf(room) < 0) return [`${path} stands on no floor`];
		const others = imports.filter(
			(target) => target.startsWith(`${NODE}/${folder}/`) && roomOf(folder, target) !== room,
		);
		return others
			.filter((target) => floorOf(roomOf(folder, target)) >= floorOf(room))
			.map((target) => `${path} → ${target}`);
	});
}

/** The router sends; the contract of the operations, and those that stream files, take the connection from it. */
const ROUTER = `${NODE}/actions/router.ts`;
const CONTRACT = `${NODE}/actions/operation.ts`;

function mayUseTransport({ path, text }: Source): boolean {
	const isAction = path.startsWith(`${NODE}/actions/`);
	const streams = isAction && /^import [^;]*\bStreamingOperation\b[^;]* from/m.test(text);
	return path === ROUTER || path === CONTRACT || streams;
}

function allowed(folder: string, target: string): boolean {
	return (DIRECTIONS[folder] ?? []).some((rule) =>
		rule === 'n8n-workflow' ? target === rule : target.startsWith(rule.startsWith('node:') ? rule : `${NODE}/${rule}/`),
	);
}

function wrongImports(folder: string): string[] {
	const own = nodes.filter((source) => source.path.startsWith(`${NODE}/${folder}/`) && !mayUseTransport(source));
	return own.flatMap(({ path, imports }) =>
		imports.filter((target) => !allowed(folder, target)).map((target) => `${path} → ${target}`),
	);
}

/** Files that import themselves by way of others. */
function cycles(sources: Source[]): string[] {
	const edges = new Map(sources.map(({ path, imports }) => [path, imports]));
	const done = new Set<string>();
	const found: string[] = [];
	const visit = (path: string, way: string[]): void => {
		if (way.includes(path)) found.push([...way.slice(way.indexOf(path)), path].join(' → '));
		if (done.has(path) || way.includes(path)) return;
		for (const next of edges.get(path) ?? []) visit(next, [...way, path]);
		done.add(path);
	};
	for (const { path } of sources) visit(path, []);
	return found;
}

/** Files in which a text stands, with the line. */
function places(sources: Source[], pattern: RegExp): string[] {
	return sources.flatMap(({ path, text }) =>
		text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
	);
}

describe('imports', () => {
	it('are found at all', () => {
		expect(nodes.length).toBeGreaterThan(30);
		expect(nodes.flatMap(({ imports }) => imports).length).toBeGreaterThan(100);
	});

	it.each(Object.keys(DIRECTIONS))('of %s/ point down only', (folder) => {
		expect(wrongImports(folder)).toEqual([]);
	});

	it.each(Object.entries(FLOORS))('inside %s/ lead to a lower floor', (folder, floors) => {
		expect(wrongArrows(folder, floors)).toEqual([]);
	});

	it.each(Object.entries(FLOORS))('inside %s/ would be found where they lead up', (folder, floors) => {
		expect(wrongArrows(folder, [...floors].reverse())).not.toEqual([]);
	});

	it('lead to files that exist', () => {
		const targets = all.flatMap(({ path, imports }) => imports.map((target) => ({ path, target })));
		expect(targets.filter(({ target }) => /^(nodes|credentials|test)\//.test(target) && !exists(target))).toEqual([]);
	});

	it('of domain/ are types only where they are n8n’s', () => {
		const domain = nodes.filter(({ path }) => path.startsWith(`${NODE}/domain/`));
		expect(places(domain, /from 'n8n-workflow'/).filter((place) => !/import type /.test(place))).toEqual([]);
	});

	it('of the router and of operations that stream files are those of actions/ and the transport', () => {
		const wrong = nodes
			.filter(mayUseTransport)
			.flatMap(({ path, imports }) =>
				imports
					.filter((target) => !allowed('actions', target) && !target.startsWith(`${NODE}/transport/`))
					.map((target) => `${path} → ${target}`),
			);
		expect(wrong).toEqual([]);
	});

	it('join no resource with another', () => {
		const folder = (path: string) => new RegExp(`^${NODE}/actions/([^/]+)/`).exec(path)?.[1] ?? '';
		const wrong = nodes.flatMap(({ path, imports }) => {
			const own = folder(path);
			if (['', 'steps', 'verbs'].includes(own)) return [];
			return imports
				.filter((target) => !['', 'steps', 'verbs', own].includes(folder(target)))
				.map((target) => `${path} → ${target}`);
		});
		expect(wrong).toEqual([]);
	});

	it('lead from credentials to domain/ alone, and from nodes to no credential', () => {
		expect(nodes.flatMap(({ imports }) => imports).filter((target) => target.startsWith('credentials/'))).toEqual([]);
		const beyond = credentials.flatMap(({ imports }) => imports).filter((target) => target.startsWith('nodes/'));
		expect(beyond.filter((target) => !target.startsWith(`${NODE}/domain/`))).toEqual([]);
	});

	it('need nothing at run time but n8n-workflow and Node itself', () => {
		const packages = all.flatMap(({ imports }) => imports).filter((target) => !/^(nodes|credentials)\//.test(target));
		expect([...new Set(packages)].filter((name) => name !== 'n8n-workflow' && !name.startsWith('node:'))).toEqual([]);
		expect(JSON.parse(textOf('package.json'))).not.toHaveProperty('dependencies');
	});

	it('of the emulator lead to nothing of the package, whose mistakes it would share', () => {
		const emulator = sourcesBelow('test/emulator');
		const outside = emulator.flatMap(({ path, imports }) =>
			imports.filter((target) => /^(nodes|credentials|dist)\//.test(target)).map((target) => `${path} → ${target}`),
		);
		expect(emulator.length).toBeGreaterThan(0);
		expect(outside).toEqual([]);
	});

	it('form no cycle', () => {
		expect(cycles(all)).toEqual([]);
	});

	it('would be found in a cycle', () => {
		const source = (path: string, target: string) => ({ path, text: '', imports: [target] });
		expect(cycles([source('a', 'b'), source('b', 'c'), source('c', 'b')])).toEqual(['b → c → b']);
	});
});

/** Files by the folder in which they stand. */
function crowded(folders: string[]): string[] {
	const sizes = new Map<string, number>();
	for (const path of new Set(folders.flatMap((folder) => filesBelow(folder, /\.[cm]?[jt]s$/)))) {
		const folder = path.slice(0, path.lastIndexOf('/'));
		sizes.set(folder, (sizes.get(folder) ?? 0) + 1);
	}
	return [...sizes].filter(([, files]) => files > MOST_FILES).map(([folder, files]) => `${folder}: ${files}`);
}

describe('the sources', () => {
	it(`stand in folders of at most ${MOST_FILES} files`, () => {
		expect(crowded(['nodes', 'credentials', 'test', 'demo', 'bench'])).toEqual([]);
	});

	it('have a file of its name for each operation, and no other', () => {
		const names = (folder: string) =>
			filesBelow(`${NODE}/actions/${folder}`, /\.operation\.ts$/).map((path) =>
				path.replace(/^.*\/|\.operation\.ts$/g, ''),
			);
		const shared = names('verbs');
		const wrong = Object.entries(resources).flatMap(([resource, { operations }]) => {
			const [own, offered] = [names(resource), Object.keys(operations)];
			return [
				...offered
					.filter((name) => !own.includes(name) && !shared.includes(name))
					.map((name) => `${resource}: ${name} has no file`),
				...own.filter((name) => !offered.includes(name)).map((name) => `${resource}: ${name} is not offered`),
			];
		});
		expect(wrong).toEqual([]);
	});

	it.each([
		['comments that switch the formatting off', /prettier-ignore/],
		['the credential types of n8n’s own node', /['"`](serviceNowOAuth2Api|serviceNowBasicApi)['"`]/],
		['filters of caught errors, for which there is expected()', /!\(error instanceof \w+\).*throw error/],
	])('hold no %s', (_, pattern) => {
		expect(places(all, pattern)).toEqual([]);
	});

	it('repeat requests in one loop, and what many were to make in one other place', () => {
		const policy = `${NODE}/transport/sending/retryPolicy.ts`;
		expect(nodes.filter(({ imports }) => imports.includes(policy)).map(({ path }) => path)).toEqual([
			`${NODE}/transport/recovery/recovery.ts`,
			`${NODE}/transport/sending/retrying.ts`,
		]);
	});

	it('reach n8n’s request helper in one place, and once more where it fetches a token', () => {
		const helper = /httpRequestWithAuthentication\b/;
		expect(nodes.filter(({ text }) => helper.test(text)).map(({ path }) => path)).toEqual([
			`${NODE}/transport/sending/http.ts`,
			`${NODE}/transport/signIn/strategy.ts`,
		]);
	});

	it('make paths and queries in the places that check them, and nowhere else', () => {
		const makers = all.filter(({ text }) => /\bas (ApiPath|EncodedQuery)\b/.test(text)).map(({ path }) => path);
		expect(makers).toEqual([
			`${NODE}/domain/address/instancePath.ts`,
			`${NODE}/domain/api/request.ts`,
			`${NODE}/domain/encodedQuery.ts`,
		]);
	});

	it('take a query as it is where the user wrote it, or where it was compiled, and nowhere else', () => {
		const takers = all
			.filter(({ text }) => /^import [^;]*\braw\b[^;]*encodedQuery';/m.test(text))
			.map(({ path }) => path);
		expect(takers).toEqual([`${NODE}/domain/query/filter.ts`, `${NODE}/properties/lists/filter.ts`]);
	});

	it('make records of a table in one place, which says what it makes', () => {
		const insert = /'POST'[^;]*`\/api\/now\/table\b|`\/api\/now\/table\b[^;]*'POST'/;
		const makers = all.filter(({ text }) => insert.test(text)).map(({ path }) => path);
		expect(makers).toEqual([`${NODE}/domain/api/tableInsert.ts`]);
	});

	it.each([
		['how a page is read', /hibernat\|/, 'domain/failure/pages.ts'],
		['what Node’s codes of the network mean', /EHOSTUNREACH/, 'domain/failure/network.ts'],
		['what to do about client certificates', /the passphrase opens the key/, 'domain/failure/network.ts'],
		['what to do about a private authority', /NODE_EXTRA_CA_CERTS, or/, 'domain/failure/advice.ts'],
		['what to check of an OAuth client', /grant_type\.enabled is true/, 'domain/failure/advice.ts'],
		['that a second factor is wanted', /second factor \(MFA\), which/, 'domain/failure/advice.ts'],
		['that the time limit ended a request', /maximum execution time/, 'domain/failure/failure.ts'],
	])('say once %s, for node and credentials', (_, pattern, path) => {
		expect(all.filter(({ text }) => pattern.test(text)).map((source) => source.path)).toEqual([`${NODE}/${path}`]);
	});
});

describe('the package', () => {
	const manifest = JSON.parse(textOf('package.json')) as {
		scripts: Record<string, string>;
		n8n: { nodes: string[]; credentials: string[] };
	};
	const source = (built: string) => built.replace(/^dist\//, '').replace(/\.js$/, '.ts');

	it('names every node and credential type there is, and no other', () => {
		const [shells, types] = [filesBelow('nodes', /\.node\.ts$/), filesBelow('credentials', /\.credentials\.ts$/)];
		expect(manifest.n8n.nodes.map(source).sort()).toEqual(shells);
		expect(manifest.n8n.credentials.map(source).sort()).toEqual(types);
	});

	const documents = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', '.github', 'docs', 'demo', 'test/emulator'].flatMap(
		(place) => (place.endsWith('.md') ? [place].filter(exists) : filesBelow(place, /\.md$/)),
	);

	it.each(['package.json', ...documents])('has every script that %s names', (path) => {
		const names = [...textOf(path).matchAll(/npm run ([a-z][a-z0-9:-]*)/g)].map(([, name]) => name ?? '');
		expect(names.filter((name) => !Object.hasOwn(manifest.scripts, name))).toEqual([]);
	});

	it('has the configuration that its scripts name', () => {
		const named = Object.values(manifest.scripts).flatMap((script) =>
			[...script.matchAll(/(?:--config |-p |ExperimentalWarning )(\S+)/g)].map(([, path]) => path ?? ''),
		);
		expect(named.filter((path) => !exists(path))).toEqual([]);
	});
});
