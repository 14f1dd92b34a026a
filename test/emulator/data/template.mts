/**
 * Freshly seeded instances as files, so that the seed is written once for a version of it and of this code, and copied
 * from then on: hundreds of tests start an instance of their own.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beside } from '../threads/here.mts';
import type { Seed } from '../types.mts';
import type { Database } from './database.mts';

export interface Template {
	/** Where it stands, once it does. */
	readonly file: string;
	readonly exists: boolean;
	/** A copy for one instance alone, which is gone when that is closed. */
	copy(): string;
	/** Keeps what the database holds now as the template. */
	keep(database: Database): void;
}

const FOLDER = tmpdir();

/** The code that writes a seed, by name, size and time of its files. */
function codeVersion(): string {
	const folder = dirname(fileURLToPath(beside('template.mts')));
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
	return files
		.map((file) => {
			const { size, mtimeMs } = statSync(join(folder, file));
			return `${file}:${size}:${mtimeMs}`;
		})
		.join('\n');
}

export function templateOf(seed: Seed): Template {
	const version = createHash('sha256').update(codeVersion()).update(JSON.stringify(seed)).digest('hex').slice(0, 16);
	const file = join(FOLDER, `servicenow-emulator-${version}.db`);
	return {
		file,
		get exists() {
			return existsSync(file);
		},
		copy() {
			const copy = join(mkdtempSync(join(FOLDER, 'servicenow-emulator-')), 'instance.db');
			copyFileSync(file, copy);
			return copy;
		},
		keep(database) {
			// Others may be doing the same: whoever is last puts the same file there.
			const draft = join(mkdtempSync(join(FOLDER, 'servicenow-emulator-')), 'template.db');
			database.db.prepare('VACUUM INTO ?').run(draft);
			renameSync(draft, file);
			rmSync(dirname(draft), { recursive: true });
		},
	};
}
