/**
 * The files of this folder are the API that a script finds. Their functions and classes are handed to the sandbox as text, all
 * into one scope, where they see each other, what they declare here, and the language: nothing of Node, nothing of this process.
 */
import type { FieldPicture, World } from '../protocol.mts';

/** What the sandbox keeps for all of them; `install` makes it. */
export interface Inside {
	/** Asks the emulator. Throws what it refuses. */
	ask(call: string, given?: unknown): unknown;
	fields(table: string): Record<string, FieldPicture>;
	world: Omit<World, 'script' | 'condition'>;
}

/** Filled by `install`, in the scope of the sandbox. */
export const inside = {} as Inside;

export function text(value: unknown): string {
	return value === null || value === undefined ? '' : String(value);
}
