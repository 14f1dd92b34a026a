import type { Json } from '../domain/api/json';
import type { Steps } from '../domain/api/request';
import { readUserName } from '../domain/changes/me';
import type { EventInfo } from '../domain/changes/event';
import { changesOf, creationsOf, type Records, type Watch } from '../domain/changes/watch';
import type { Item } from '../properties/item/item';
import { resolveFilter } from '../properties/lists/filter';
import { outputOf } from '../properties/output/output';
import type { Settings } from './settings';

/** What the settings ask to watch. @throws InputError */
export function* watchOf(item: Item, settings: Settings, via: string): Steps<Watch> {
	const { query } = yield* resolveFilter(item, settings.table);
	const output = yield* outputOf(item, settings.table);
	const me = settings.ignoreOwn ? yield* readUserName(item.cache) : undefined;
	const { sysparm_query_no_domain: domains } = output.query;
	const records: Records = {
		table: settings.table,
		query,
		form: output,
		reach: domains === undefined ? {} : { sysparm_query_no_domain: domains },
		ofClass: settings.ofClass,
		rules: { watched: settings.watched, wanted: settings.wanted, me },
		told: (record, event) => withEvent(record, event, settings, via),
	};
	return settings.event === 'created'
		? creationsOf(records)
		: changesOf(records, { updatesOnly: settings.event === 'updated' });
}

function withEvent(record: Json, event: EventInfo, { eventInfo }: Settings, via: string): Json {
	return eventInfo ? { ...record, event: { ...event, via } } : record;
}
