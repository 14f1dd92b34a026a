import { encoded } from '../../domain/encodedQuery';
import { ApiFailure, type FailureFacts } from '../../domain/failure/failure';
import { listRequest } from '../../domain/api/listRequest';
import { apiPath, isObject, recordOf, recordsOf, type Steps } from '../../domain/api/request';
import { type Clock, clockOf, type Sample } from '../../domain/values/displayTime';
import { entriesOfStream, type JournalEntry, newestFirst } from '../../domain/values/journal';
import type { Item } from '../../properties/item/item';

/** Times of a record, which are there in both forms. */
const TIMES = ['sys_created_on', 'sys_updated_on'];

const UNREADABLE_TIMES: FailureFacts = {
	kind: 'forbidden',
	message: 'The times of the comments cannot be read, so that From and Until cannot be told',
	advice:
		'The journal table is closed to the signed-in user, and the format of the times in the record could not be found out. Leave the times out, or ask for read access to sys_journal_field.',
};

interface Source {
	table: string;
	sys_id: string;
	columns: string[];
	/** Whether the entries are of no use without times that can be compared. */
	needsTimes: boolean;
}

/** The entries as the text that stands for the journal in the record itself has them. */
export function* readFromRecord(item: Item, { table, sys_id, columns, needsTimes }: Source): Steps<JournalEntry[]> {
	const response = yield {
		method: 'GET',
		path: apiPath`/api/now/table/${table}/${sys_id}`,
		query: {
			sysparm_fields: [...columns, ...TIMES].join(','),
			sysparm_display_value: 'all',
			sysparm_exclude_reference_link: 'true',
		},
	};
	const record = recordOf(response);
	const streams = columns.map((column) => [column, formsOf(record[column]).shown] as const);
	if (streams.every(([, stream]) => stream === '')) return [];
	const clock = yield* readUserClock(
		item,
		TIMES.map((column) => formsOf(record[column])),
	);
	const entries = streams.flatMap(([column, stream]) => entriesOfStream(stream, column, clock));
	if (clock !== undefined) return newestFirst(entries);
	if (needsTimes) throw new ApiFailure(UNREADABLE_TIMES);
	item.notes.push({
		subject: 'comment times',
		text: 'The times of the comments are in the format and time zone of the signed-in user, which could not be found out.',
	});
	return entries;
}

function formsOf(content: unknown): Sample {
	const { value, display_value } = isObject(content) ? content : { value: '', display_value: content };
	return { value: String(value ?? ''), shown: String(display_value ?? '') };
}

/** The zone is that of the user's profile; where there is none it is the instance's, of which users are not told. */
function* readUserClock(item: Item, samples: Sample[]): Steps<Clock | undefined> {
	const own = listRequest('sys_user', encoded`sys_id=javascript:gs.getUserID()`, ['time_zone'], 1);
	const response = yield* item.cache.attempt(own);
	const user = response instanceof ApiFailure ? undefined : recordsOf(response)[0];
	return clockOf(samples, String(user?.time_zone ?? ''));
}
