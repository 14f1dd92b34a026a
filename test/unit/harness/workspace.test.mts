import { existsSync } from 'node:fs';
import { Workspace } from '../../harness/workspace.mts';

describe('a workspace', () => {
	it('undoes what was started in it, the last first, and then goes with its folder', async () => {
		const undone: string[] = [];
		const workspace = await Workspace.create(async (created) => {
			const undo = (name: string) => async () => void undone.push(`${name} ${existsSync(created.folder)}`);
			created.onDispose(undo('first'));
			created.onDispose(undo('second'));
			return created;
		});
		expect(existsSync(workspace.folder)).toBe(true);
		await workspace.dispose();
		expect(undone).toEqual(['second true', 'first true']);
		expect(existsSync(workspace.folder)).toBe(false);
	});

	it('leaves nothing behind where its setting up fails', async () => {
		let folder = '';
		const failing = Workspace.create(async (workspace) => {
			({ folder } = workspace);
			return await Promise.reject(new Error('no n8n'));
		});
		await expect(failing).rejects.toThrow('no n8n');
		expect(folder).not.toBe('');
		expect(existsSync(folder)).toBe(false);
	});

	it('stops everything else where one thing does not stop', async () => {
		const stopped: string[] = [];
		const workspace = await Workspace.create(async (created) => {
			created.onDispose(async () => void stopped.push('emulator'));
			created.onDispose(async () => await Promise.reject(new Error('n8n does not stop')));
			return created;
		});
		await expect(workspace.dispose()).rejects.toThrow('n8n does not stop');
		expect(stopped).toEqual(['emulator']);
		expect(existsSync(workspace.folder)).toBe(false);
	});
});
