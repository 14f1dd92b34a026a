import path from 'node:path';
import { tryCommand } from '../../harness/processes/command.mts';

const MAIN = path.join(__dirname, '..', '..', '..', 'demo', 'main.mts');

describe('The headless demo', () => {
	it('ends with a line of JSON and exit code 1 when it cannot start', async () => {
		// No folder can be made below a file, so that nothing is installed or started.
		const env = { ...process.env, N8N_RUNTIME_FOLDER: path.join(MAIN, 'runtime') };
		const args = ['--disable-warning=ExperimentalWarning', MAIN, '--once'];
		const { exitCode, stdout, output } = await tryCommand(process.execPath, args, { env });
		expect(exitCode).toBe(1);
		const last: unknown = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
		expect(last).toEqual({
			ok: false,
			number: '',
			sys_id: '',
			state: '',
			tokensMinted: 0,
			n8n: expect.stringMatching(/^\d+\.\d+\.\d+$/),
			requests: 0,
			ms: 0,
			problems: [expect.stringContaining('ENOTDIR')],
		});
		expect(output).toContain('Problem: ENOTDIR');
	});
});
