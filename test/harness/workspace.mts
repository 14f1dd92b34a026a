import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

type Leaving = () => Promise<void>;

/** A temporary folder and all that was started in it: gone when the room is left, the folder also when the run is broken off. */
export class Room {
	readonly folder: string;
	readonly #leaving: Leaving[] = [];

	private constructor(folder: string) {
		this.folder = folder;
	}

	static async open(): Promise<Room> {
		const room = new Room(await mkdtemp(path.join(tmpdir(), 'servicenow-n8n-')));
		process.on('exit', room.#remove);
		return room;
	}

	/** What is to be done when the room is left; the last comes first. */
	onLeave(leaving: Leaving): void {
		this.#leaving.unshift(leaving);
	}

	async leave(): Promise<void> {
		for (const leaving of this.#leaving.splice(0)) await leaving();
		process.off('exit', this.#remove);
		this.#remove();
	}

	readonly #remove = (): void => rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });

	/** Does the work of setting up; leaves the room if it fails. */
	async during<T>(work: () => Promise<T>): Promise<T> {
		try {
			return await work();
		} catch (error) {
			await this.leave();
			throw error;
		}
	}
}
