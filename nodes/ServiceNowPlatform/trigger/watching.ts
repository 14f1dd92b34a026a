import { encoded } from '../domain/encodedQuery';
import { ApiFailure } from '../domain/failure/failure';
import type { Json } from '../domain/api/json';
import { listRequest } from '../domain/api/listRequest';
import { recordsOf, type Steps } from '../domain/api/request';
import { readIsAuditReadable } from '../domain/changes/audited';
import { commentsOf, shownCommentsOf } from '../domain/changes/comments';
import { type Deletions, deletionsOf } from '../domain/changes/deletions';
import type { EventInfo } from '../domain/changes/event';
import { readFamily } from '../domain/schema/family';
import { readUserName } from '../domain/changes/me';
import {
	changesOf,
	creationsOf,
	readIsCounted,
	type Records,
	uncountedChangesOf,
	type Watch,
} from '../domain/changes/watch';
import type { Item } from '../properties/item/item';
import { resolveOutput } from '../properties/output/output';
import { findAuditFailure } from './audit';
import { resolveWantedValues, resolveWatchedRecords } from './filter';
import type { Settings } from './settings';

/** Whether nothing but rings tells what was deleted. */
export function* readIsToldByRings(item: Item, { event, isInstant }: Settings): Steps<boolean> {
	return event === 'deleted' && isInstant && (yield* findAuditFailure(item)) !== undefined;
}

/** Deletions as they are handed out. */
export function* resolveDeletions(item: Item, settings: Settings, via: string): Steps<Deletions> {
	const me = settings.ignoreOwn ? yield* readUserName(item.cache) : undefined;
	const { table } = settings;
	return { table, family: yield* readFamily(item.cache, table), me, told: telling(settings, via) };
}

function telling({ eventInfo }: Settings, via: string) {
	return (record: Json, info: EventInfo): Json => (eventInfo ? { ...record, event: { ...info, via } } : record);
}

/** What the settings ask to watch. @throws InputError, ApiFailure where it cannot be watched */
export function* resolveWatch(item: Item, settings: Settings, via: string): Steps<Watch> {
	const { event, table } = settings;
	if (event === 'deleted') {
		const failure = yield* findAuditFailure(item);
		if (failure !== undefined) throw failure;
		return deletionsOf(yield* resolveDeletions(item, settings, via));
	}
	const query = yield* resolveWatchedRecords(item, settings);
	const wanted = yield* resolveWantedValues(item, settings);
	const me = settings.ignoreOwn ? yield* readUserName(item.cache) : undefined;
	const output = yield* resolveOutput(item, table);
	const { sysparm_query_no_domain: domains } = output.query;
	const records: Records = {
		table,
		query,
		form: output,
		reach: domains === undefined ? {} : { sysparm_query_no_domain: domains },
		ofClass: settings.ofClass,
		rules: { watched: settings.watched, wanted, keepUnknown: settings.keepUnknown, me },
		told: telling(settings, via),
		isAudited: settings.watched.length > 0 && (yield* readIsAuditReadable(item.cache)),
	};
	if (event === 'commented') return yield* resolveCommentWatch(item, records, settings);
	if (event === 'created') return creationsOf(records);
	const kind = { updatesOnly: event === 'updated' };
	return (yield* readIsCounted(item.cache, records)) ? changesOf(records, kind) : uncountedChangesOf(records, kind);
}

/** An empty journal is one that the user may not read: every instance has entries, and hides them without a word. */
function* resolveCommentWatch(item: Item, records: Records, { journals }: Settings): Steps<Watch> {
	const own = { family: yield* readFamily(item.cache, records.table), columns: journals };
	const probe = yield* item.cache.attempt(listRequest('sys_journal_field', encoded`elementISNOTEMPTY`, ['sys_id'], 1));
	const isReadable = !(probe instanceof ApiFailure) && recordsOf(probe).length > 0;
	return isReadable ? commentsOf(records, own) : shownCommentsOf(records, own);
}
