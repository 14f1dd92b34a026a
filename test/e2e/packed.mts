import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packProject } from '../../demo/pack.mts';

/** Names the tarball under test. Set from outside, it makes the tests take that one instead of packing the project. */
const VARIABLE = 'E2E_TARBALL';

const FOLDER = path.join(tmpdir(), 'servicenow-e2e-');

/** jest's global setup: builds and packs the package once for all test files. */
export default async function setUp(): Promise<void> {
	process.env[VARIABLE] ??= await packProject(await mkdtemp(FOLDER));
}

export function packedTarball(): string {
	const tarball = process.env[VARIABLE];
	if (!tarball) throw new Error(`${VARIABLE} is not set: run these tests with \`npm run test:e2e\`.`);
	return tarball;
}

/** Removes what `setUp` has made, and nothing that was given from outside. */
export async function removePacked(): Promise<void> {
	const folder = path.dirname(packedTarball());
	if (folder.startsWith(FOLDER)) await rm(folder, { recursive: true, force: true });
}
