import { runCommand } from '../harness/processes/command.mts';
import { packedTarball } from './packed.mts';

/** What n8n loads, what npm shows, and the licence. */
const WANTED = /^package\/(package\.json|README\.md|LICENSE|index\.js|dist\/(credentials|nodes)\/.+\.(js|json|svg))$/;

const MOST_KILOBYTES = 1_000;

async function entries(): Promise<string[]> {
	return (await runCommand('tar', ['-tzf', packedTarball()])).stdout.trim().split('\n');
}

async function manifest(): Promise<Record<string, unknown>> {
	const { stdout } = await runCommand('tar', ['-xzOf', packedTarball(), 'package/package.json']);
	return JSON.parse(stdout) as Record<string, unknown>;
}

describe('the tarball', () => {
	it('holds what n8n needs, and nothing else', async () => {
		expect((await entries()).filter((entry) => !WANTED.test(entry))).toEqual([]);
	});

	it('holds every file that its manifest names to n8n', async () => {
		const { main, n8n } = (await manifest()) as { main: string; n8n: { credentials: string[]; nodes: string[] } };
		const named = [main, ...n8n.credentials, ...n8n.nodes].map((file) => `package/${file}`);
		expect(await entries()).toEqual(expect.arrayContaining(named));
	});

	it('is small', async () => {
		const listed = (await runCommand('tar', ['-tvzf', packedTarball()])).stdout.trim().split('\n');
		const bytes = listed.reduce((sum, line) => sum + Number(line.split(/\s+/)[2]), 0);
		expect(bytes / 1024).toBeLessThan(MOST_KILOBYTES);
	});

	it('depends on nothing but what n8n itself provides', async () => {
		const { dependencies, peerDependencies } = await manifest();
		expect(dependencies ?? {}).toEqual({});
		expect(peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});
});
