/** Transforms that run after their request was answered. */
import type { Context, Row, Session, Store } from '../../types.mts';
import { transformRow } from './transform.mts';

/** Long enough for a client to see its rows pending, short enough for a test to wait for. */
const DELAY = 150;

const isProcessed = (store: Store, sys_id: string) => store.one('sys_import_set', { sys_id })?.state === 'processed';

function process(store: Store, session: Session, importSet: Row): void {
	const { sys_id = '', table_name: table = '', multi_import_set: group = '' } = importSet;
	store.transaction(() => {
		const rows = store.find(table, { sys_import_set: sys_id, sys_import_state: 'pending' });
		rows.sort((left, right) => Number(left.sys_import_row) - Number(right.sys_import_row));
		for (const row of rows) transformRow(store, session, table, row);
		store.put('sys_import_set', { sys_id, state: 'processed' });
		const isDone = store
			.find('sys_import_set', { multi_import_set: group })
			.every(({ state }) => state === 'processed');
		if (isDone && group) store.put('sys_multi_import_set', { sys_id: group, state: 'processed' });
	});
}

export interface Timing {
	/** Import set that has to be processed first, or ''. */
	runAfter: string;
	/** Before the request is answered; the order of import sets counts for asynchronous ones only (documented). */
	now: boolean;
}

export function transformLater(context: Context, session: Session, importSet: Row, { runAfter, now }: Timing): void {
	const { store } = context;
	if (now) return process(store, session, importSet);
	const attempt = () => {
		// The instance may have been stopped, or set back to its seed, in the meantime.
		if (!store.db.isOpen || !store.one('sys_import_set', { sys_id: importSet.sys_id ?? '' })) return;
		const isFree = !runAfter || !store.one('sys_import_set', { sys_id: runAfter }) || isProcessed(store, runAfter);
		if (isFree) process(store, session, importSet);
		else setTimeout(attempt, DELAY).unref();
	};
	setTimeout(attempt, DELAY).unref();
}
