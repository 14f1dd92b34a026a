import { aclFailure, invalidTable, noRecord, ServiceNowError } from '../../errors.mts';
import type { Row, Session, Store } from '../../types.mts';

function succeeds(work: () => unknown): boolean {
	try {
		work();
		return true;
	} catch (error) {
		if (error instanceof ServiceNowError) return false;
		throw error;
	}
}

/** A file is as visible as the record that it hangs on. */
export function mayRead(store: Store, session: Session, { table_name = '', table_sys_id = '' }: Row): boolean {
	if (!store.schema.exists(table_name)) return session.roles.has('admin');
	return succeeds(() => store.get(session, table_name, table_sys_id));
}

/** An update of nothing changes nothing, but it asks every rule that an update has to pass. */
const mayWrite = (store: Store, session: Session, { table_name = '', table_sys_id = '' }: Row): boolean =>
	session.roles.has('admin') || succeeds(() => store.update(session, table_name, table_sys_id, {}));

/** Both are needed on the record to add a file: reading it (else it is as good as missing) and writing it. */
export function demandTarget(store: Store, session: Session, target: Row): void {
	const { table_name = '', table_sys_id = '' } = target;
	if (!store.schema.exists(table_name)) throw invalidTable(table_name);
	store.get(session, table_name, table_sys_id);
	if (!mayWrite(store, session, target)) throw aclFailure('Insert');
	const role = store.property('glide.attachment.role') ?? '';
	const open = role === '' || role.split(',').some((name) => name === 'public' || session.roles.has(name));
	if (!open && !session.roles.has('admin')) throw aclFailure('Insert');
}

/** The attachment, where the session may see it. */
export function visible(store: Store, session: Session, sys_id: string): Row {
	const row = store.one('sys_attachment', { sys_id });
	if (!row || !mayRead(store, session, row)) throw noRecord();
	return row;
}

export function writable(store: Store, session: Session, sys_id: string, operation: 'Update' | 'Delete'): Row {
	const row = visible(store, session, sys_id);
	if (!mayWrite(store, session, row)) throw aclFailure(operation);
	return row;
}
