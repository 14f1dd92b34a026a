import { ApiFailure } from '../domain/failure/failure';
import { listRequest } from '../domain/api/listRequest';
import { recordsOf, type Steps } from '../domain/api/request';
import { EVERY } from '../domain/encodedQuery';
import type { Item } from '../properties/item/item';

const TABLE = 'sys_audit_delete';

/** Why the audit does not tell what was deleted; undefined where it does. An instance on which nothing was ever deleted looks the same. */
export function* findAuditFailure(item: Item): Steps<ApiFailure | undefined> {
	const probe = yield* item.cache.attempt(listRequest(TABLE, EVERY, ['sys_id', 'sys_created_on'], 1));
	const isRefused = probe instanceof ApiFailure;
	if (isRefused && probe.kind !== 'forbidden') throw probe;
	if (!isRefused && recordsOf(probe).length > 0) return undefined;
	return new ApiFailure({
		...(isRefused ? probe.facts : {}),
		kind: 'forbidden',
		message: `The signed-in user sees no deleted records (${TABLE})`,
		detail: 'Of a deleted record, the audit alone tells afterwards.',
		advice: `Ask the administrator for read access to ${TABLE}, and whether the table is audited; or choose the mode Instant, where a business rule tells it. If nothing has ever been deleted on the instance, delete any record once.`,
	});
}
