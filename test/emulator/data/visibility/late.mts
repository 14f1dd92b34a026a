/**
 * Work that others see later than it says of itself: a long transaction stamps a row when it writes it, and nobody else sees
 * the row before it ends. Time is emulated: moving the clock on ends the transactions that are due.
 */
import type { Clock } from '../../types.mts';
import type { Database } from '../database.mts';

interface Pending {
	due: number;
	sys_id: string;
	work: () => void;
}

export interface Late {
	add(pending: Pending): void;
	/** Ends what is due. Called before every look at the records. */
	flush(): void;
	/** Whoever writes a record that another transaction holds waits for it. */
	release(sys_id: string): void;
	clear(): void;
}

export function createLate(database: Database, clock: Clock): Late {
	let pending: Pending[] = [];
	const end = (isOver: (each: Pending) => boolean) => {
		const over = pending.filter(isOver).sort((left, right) => left.due - right.due);
		pending = pending.filter((each) => !over.includes(each));
		for (const { work } of over) database.transaction(work);
	};
	return {
		add: (work) => void pending.push(work),
		flush() {
			// What is under way is one moment to itself.
			if (pending.length === 0 || database.busy) return;
			const now = clock.now();
			end(({ due }) => due <= now);
		},
		release(sys_id) {
			if (pending.length > 0) end((each) => each.sys_id === sys_id);
		},
		clear() {
			pending = [];
		},
	};
}
