import { rm } from 'node:fs/promises';
import path from 'node:path';
import { packedTarball } from './packed.mts';

/** jest's global teardown: the counterpart of the setup in `packed.mts`. */
export default async function tearDown(): Promise<void> {
	await rm(path.dirname(packedTarball()), { recursive: true, force: true });
}
