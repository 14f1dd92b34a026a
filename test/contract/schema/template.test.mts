/** A seeded instance is copied from a file; what it holds must be what writing the seed would have made. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmulator } from '../../emulator/emulator.mts';
import type { Emulator, Row } from '../../emulator/types.mts';

/** Ids that are drawn by lot differ from one writing to the next. */
const FIXED = ({ sys_id: _id, ...row }: Row) => JSON.stringify(row);

function contents({ store }: Emulator): Map<string, string[]> {
	const named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'";
	const tables = store.db
		.prepare(named)
		.all()
		.map(({ name }) => String(name));
	return new Map(
		tables.map((table) => [
			table,
			store.db
				.prepare(`SELECT * FROM "${table}"`)
				.all()
				.map((row) => FIXED(row as Row)),
		]),
	);
}

const indexes = ({ store }: Emulator) =>
	store.db.prepare("SELECT sql FROM sqlite_master WHERE type = 'index' ORDER BY name").all();

describe.each(['demo', 'empty'] as const)('an instance with the seed %s', (seed) => {
	let folder: string;
	let written: Emulator;
	let copied: Emulator;
	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'template-'));
		written = await createEmulator({ seed, db: join(folder, 'written.db') });
		// The first of its kind leaves the file that the second is copied from.
		await (await createEmulator({ seed })).close();
		copied = await createEmulator({ seed });
	});
	afterAll(async () => {
		await copied.close();
		await written.close();
		rmSync(folder, { recursive: true });
	});

	it('has every row and every index, copied as written', () => {
		expect(contents(copied)).toEqual(contents(written));
		expect(indexes(copied)).toEqual(indexes(written));
	});

	it('is its own: nothing of it shows in the next', async () => {
		copied.store.put('sys_properties', { name: 'mine.alone', value: 'yes' });
		const other = await createEmulator({ seed });
		expect(other.store.property('mine.alone')).toBeUndefined();
		await other.close();
	});

	it('is as new after a reset', () => {
		copied.store.put('incident', { short_description: 'gone again' });
		copied.reset();
		expect(contents(copied)).toEqual(contents(written));
	});
});
