import { encoded, EVERY } from '../domain/encodedQuery';
import { ApiFailure } from '../domain/failure/failure';
import type { Json } from '../domain/api/json';
import { listRequest } from '../domain/api/listRequest';
import { recordsOf, type Steps } from '../domain/api/request';
import { commentsOf, shownCommentsOf } from '../domain/changes/comments';
import { deletionsOf } from '../domain/changes/deletions';
import type { EventInfo } from '../domain/changes/event';
import { readFamily } from '../domain/changes/family';
import { readUserName } from '../domain/changes/me';
import {
	changesOf,
	creationsOf,
	isCounted,
	type Records,
	uncountedChangesOf,
	type Watch,
} from '../domain/changes/watch';
import type { Item } from '../properties/item/item';
import { outputOf } from '../properties/output/output';
import { wantedValues, watchedRecords } from './filter';
import type { Settings } from './settings';

/** What the settings ask to watch. @throws InputError, ApiFailure where it cannot be watched */
export function* watchOf(item: Item, settings: Settings, via: string): Steps<Watch> {
	const { event, table } = settings;
	const me = settings.ignoreOwn ? yield* readUserName(item.cache) : undefined;
	const told = (record: Json, info: EventInfo) =>
		settings.eventInfo ? { ...record, event: { ...info, via } } : record;
	if (event === 'deleted') {
		yield* assertReadable(item, 'sys_audit_delete');
		return deletionsOf({ table, family: yield* readFamily(item.cache, table), me, told });
	}
	const query = yield* watchedRecords(item, settings);
	const wanted = yield* wantedValues(item, settings);
	const output = yield* outputOf(item, table);
	const { sysparm_query_no_domain: domains } = output.query;
	const records: Records = {
		table,
		query,
		form: output,
		reach: domains === undefined ? {} : { sysparm_query_no_domain: domains },
		ofClass: settings.ofClass,
		rules: { watched: settings.watched, wanted, me },
		told,
	};
	if (event === 'commented') return yield* commentWatch(item, records, settings);
	if (event === 'created') return creationsOf(records);
	const kind = { updatesOnly: event === 'updated' };
	return (yield* isCounted(item.cache, records)) ? changesOf(records, kind) : uncountedChangesOf(records, kind);
}

/** An empty journal is one that the user may not read: every instance has entries, and hides them without a word. */
function* commentWatch(item: Item, records: Records, { journals }: Settings): Steps<Watch> {
	const own = { family: yield* readFamily(item.cache, records.table), columns: journals };
	const probe = yield* item.cache.attempt(listRequest('sys_journal_field', encoded`elementISNOTEMPTY`, ['sys_id'], 1));
	const isReadable = !(probe instanceof ApiFailure) && recordsOf(probe).length > 0;
	return isReadable ? commentsOf(records, own) : shownCommentsOf(records, own);
}

/** What was deleted leaves a trace in the audit alone. @throws ApiFailure */
function* assertReadable(item: Item, table: string): Steps<void> {
	const probe = yield* item.cache.attempt(listRequest(table, EVERY, ['sys_id', 'sys_created_on'], 1));
	const isEmpty = !(probe instanceof ApiFailure) && recordsOf(probe).length === 0;
	if (!(probe instanceof ApiFailure) && !isEmpty) return;
	throw new ApiFailure({
		...(probe instanceof ApiFailure ? probe.facts : {}),
		kind: 'forbidden',
		message: `The signed-in user sees no deleted records (${table})`,
		detail: 'A deleted record leaves its trace in the audit alone, and that shows the user nothing.',
		advice: `Ask the administrator for read access to ${table}, and whether the table is audited. If nothing has ever been deleted on the instance, delete any record once.`,
	});
}
