import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

type CleanUp = () => Promise<void>;

/** A temporary folder and all that was started in it: gone when disposed of, the folder also when the run is broken off. */
export class Workspace {
	readonly folder: string;
	private readonly cleanUps = new AsyncDisposableStack();

	private constructor(folder: string) {
		this.folder = folder;
		const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
		process.on('exit', remove);
		this.cleanUps.defer(() => {
			process.off('exit', remove);
			remove();
		});
	}

	/** A workspace with what `setUp` starts in it; where that fails, nothing is left of either. */
	static async create<T>(setUp: (workspace: Workspace) => Promise<T>): Promise<T> {
		const workspace = new Workspace(await mkdtemp(path.join(tmpdir(), 'servicenow-n8n-')));
		try {
			return await setUp(workspace);
		} catch (error) {
			await workspace.dispose();
			throw error;
		}
	}

	/** What is to be done when the workspace is disposed of; the last comes first, and a failure keeps none from its turn. */
	onDispose(cleanUp: CleanUp): void {
		this.cleanUps.defer(cleanUp);
	}

	async dispose(): Promise<void> {
		await this.cleanUps.disposeAsync();
	}
}
