import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { coverage } from '../emulator/ledger.mts';
import { routes } from '../support/routes.mts';

const registered = () => routes().map(({ name }) => name);

/** The tests stand in folders; the ledger names them by their file. */
const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' });
function sourceOf(file: string): string {
	const path = files.find((each) => basename(each) === file);
	return path === undefined ? '' : readFileSync(join(__dirname, path), 'utf8');
}

describe('the ledger', () => {
	it('can tell its tests by their names', () => {
		const names = files.map((each) => basename(each)).filter((name) => name.endsWith('.test.mts'));
		expect(new Set(names).size).toBe(names.length);
	});

	it('has rows for every registered route and for no other', () => {
		const listed = new Set(coverage.map(({ route }) => route).filter((route) => route !== '*'));
		expect([...listed].sort()).toEqual([...new Set(registered())].sort());
	});

	it('gives every route a name of its own', () => {
		const names = registered();
		expect(new Set(names).size).toBe(names.length);
	});

	it('has a test for all that it calls implemented', () => {
		const unshown = coverage.filter(({ implemented, test }) => implemented !== 'no' && test === '');
		expect(unshown).toEqual([]);
	});

	it('says of the rest what is missing', () => {
		const unexplained = coverage.filter(({ implemented, note }) => implemented !== 'yes' && note === '');
		expect(unexplained).toEqual([]);
	});

	it.each([...new Set(coverage.map(({ file }) => file).filter(Boolean))])('names tests that are in %s', (file) => {
		const source = sourceOf(file);
		// A title is the first argument of `it`, on its line or on one of its own.
		const isThere = (name: string) =>
			[`('${name}',`, `("${name}",`, `\t'${name}',\n`].some((title) => source.includes(title));
		const missing = coverage.filter((row) => row.file === file && !isThere(row.test)).map(({ test }) => test);
		expect(missing).toEqual([]);
	});
});
