/** Work that the platform does after it has answered. */
import type { Store } from '../../types.mts';

/** Milliseconds until the next step of a background job. */
const DELAY = 'emulator.sn_chg_rest.worker_delay';
const DEFAULT_DELAY = 25;

/** A closed store means that the instance is gone, and its jobs with it. */
export function later(store: Store, work: () => void): void {
	const text = store.property(DELAY) ?? '';
	const delay = /^\d+$/.test(text) ? Number(text) : DEFAULT_DELAY;
	setTimeout(() => {
		if (store.db.isOpen) work();
	}, delay).unref();
}

export const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
