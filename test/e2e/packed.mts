import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packProject } from '../harness/install/package.mts';

/** Names the tarball under test. Set from outside, it makes the tests take that one instead of packing the project. */
const VARIABLE = 'E2E_TARBALL';

/** jest's global setup: builds and packs the package once for all test files. */
export default async function setUp(): Promise<void> {
	if (process.env[VARIABLE]) return;
	const folder = await mkdtemp(path.join(tmpdir(), 'servicenow-e2e-'));
	process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
	process.env[VARIABLE] = await packProject(folder);
}

export function packedTarball(): string {
	const tarball = process.env[VARIABLE];
	if (!tarball) throw new Error(`${VARIABLE} is not set: run these tests with \`npm run test:e2e\`.`);
	return tarball;
}
