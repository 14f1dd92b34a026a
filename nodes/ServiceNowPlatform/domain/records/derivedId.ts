import { createHash, randomUUID } from 'node:crypto';

/** The sys_id of a new record that is to exist only once: whoever makes it derives the same one, and the instance refuses the second. */
export function derivedId(...parts: unknown[]): string {
	return createHash('md5').update(JSON.stringify(parts)).digest('hex');
}

export function randomId(): string {
	return randomUUID().replaceAll('-', '');
}
