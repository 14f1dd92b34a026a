import type { N8nVersion } from '../harness/install/n8n.mts';
import { toStderr } from '../harness/progress.mts';
import type { Stack } from '../harness/stack.mts';
import { startStack } from '../harness/stack.mts';
import { packedTarball } from './packed.mts';

/** The first start of a version downloads n8n. */
const START_PATIENCE_MS = 900_000;

interface StackWish {
	version: N8nVersion;
	/** Command line of the emulator. */
	emulator?: readonly string[];
	port?: number;
	/** Further settings of n8n. */
	env?: Record<string, string>;
}

/** A stack for all tests of a describe block; ask for it inside a test. `beforeStop` lets go of what depends on it. */
export function useStack(wish: StackWish, beforeStop?: () => Promise<void>): () => Stack {
	let stack: Stack | undefined;
	beforeAll(async () => {
		stack = await startStack({ ...wish, tarball: packedTarball(), progress: toStderr });
	}, START_PATIENCE_MS);
	// One hook for both: hooks of this kind run in the order of their definition, so that a later one would come too late.
	afterAll(async () => {
		await beforeStop?.();
		await stack?.stop();
	});
	return () => {
		if (!stack) throw new Error('The stack is not up yet: ask for it inside a test.');
		return stack;
	};
}
