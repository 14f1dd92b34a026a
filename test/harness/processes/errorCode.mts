/**
 * The code of a system error: ENOENT, EADDRINUSE, … Not by `instanceof Error`: under jest, Node's own errors come from
 * another realm than the tests.
 */
export function errorCode(error: unknown): string | undefined {
	if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
	return typeof error.code === 'string' ? error.code : undefined;
}
