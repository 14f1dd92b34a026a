import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export class TooLarge extends Error {}

export interface Stored {
	size: number;
	/** SHA-256 of the content in hex, as `sys_attachment.hash` has it. */
	hash: string;
}

/** Files beside the database: bytes go in and out as streams and never stand in memory as a whole. */
export interface AttachmentContent {
	write(id: string, source: Readable, limit: number): Promise<Stored>;
	read(id: string): Readable | undefined;
	remove(id: string): void;
	/** Forgets everything, as a reset of the instance does. */
	clear(): void;
	/** Leaves nothing behind, unless the database itself is kept. */
	close(): void;
}

/** What is over the limit flows off unread: an error here would break the connection before the refusal is sent. */
function meter(limit: number): { stream: Transform; result(): Stored } {
	const hash = createHash('sha256');
	let size = 0;
	const stream = new Transform({
		transform(chunk: Buffer, _encoding, done) {
			size += chunk.length;
			if (size > limit) return done();
			hash.update(chunk);
			return done(null, chunk);
		},
	});
	const result = (): Stored => {
		if (size > limit) throw new TooLarge();
		return { size, hash: hash.digest('hex') };
	};
	return { stream, result };
}

export function createContent(db: string): AttachmentContent {
	const kept = db !== ':memory:';
	let folder: string | undefined = kept ? `${db}.attachments` : undefined;

	function file(id: string): string {
		folder ??= mkdtempSync(join(tmpdir(), 'servicenow-emulator-files-'));
		mkdirSync(folder, { recursive: true });
		return join(folder, id.replace(/[^0-9a-z]/gi, '_'));
	}

	const clear = () => {
		if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
		if (!kept) folder = undefined;
	};

	return {
		async write(id, source, limit) {
			const path = file(id);
			const metered = meter(limit);
			try {
				await pipeline(source, metered.stream, createWriteStream(path));
				return metered.result();
			} catch (error) {
				rmSync(path, { force: true });
				throw error;
			}
		},
		read(id) {
			const path = file(id);
			return existsSync(path) ? createReadStream(path) : undefined;
		},
		remove: (id) => rmSync(file(id), { force: true }),
		clear,
		close() {
			if (!kept) clear();
		},
	};
}
