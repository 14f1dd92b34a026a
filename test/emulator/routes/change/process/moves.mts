/** Writing a change in the words of this API. */
import { STATE } from '../../../data/changeModel/states.mts';
import { ServiceNowError } from '../../../errors.mts';
import type { Row, Session, Store } from '../../../types.mts';

const TABLE = 'change_request';

/** Field recording: the message carries what other APIs say in the detail, which is empty. The status is not recorded. */
function notUpdated(reason: string): ServiceNowError {
	return new ServiceNowError(400, `Change Request record could not be updated. ${reason}`, '');
}

/** Aborts of the data layer in this API's own words. */
function inOwnWords(work: () => Row): Row {
	try {
		return work();
	} catch (error) {
		const isAbort = error instanceof ServiceNowError && error.message === 'Operation Failed' && error.status === 403;
		if (!isAbort || error.detail?.startsWith('ACL ')) throw error;
		throw notUpdated(error.detail ?? '');
	}
}

export function updateChange(store: Store, session: Session, sys_id: string, values: Row): Row {
	return inOwnWords(() => store.update(session, TABLE, sys_id, values));
}

export function insertChange(store: Store, session: Session, values: Row): Row {
	// A new change is New, whatever state is asked for.
	return store.insert(session, TABLE, { ...values, state: STATE.new });
}
