import { encoded } from '../encodedQuery';
import type { Json } from '../api/json';
import { listRequest } from '../api/listRequest';
import { recordsOf, type Steps } from '../api/request';
import { eventOf, type EventInfo } from './event';
import { isBy } from './judgement';
import type { Taken } from './reading';
import { rowOf, type Source } from './source';
import { storedTime } from './time';
import type { Watch } from './watch';

/** What is watched of deletions. */
export interface Deletions {
	table: string;
	/** The table and those below it. */
	family: string[];
	/** User name of whoever asks, whose own deletions are none; undefined where they are. */
	me: string | undefined;
	told(record: Json, event: EventInfo): Json;
}

/** Deleted records as the audit keeps them: what else they held, it tells to administrators only. */
export function deletionsOf({ table, family, me, told }: Deletions): Watch {
	const source: Source = {
		table: 'sys_audit_delete',
		time: 'sys_created_on',
		query: encoded`tablenameIN${family.join(',')}`,
		columns: ['documentkey', 'tablename', 'display_value', 'sys_created_by'],
		reach: {},
		mark: () => '',
	};
	const take: Watch['take'] = () => (rows) =>
		rows.map(({ json }): Taken => {
			const { documentkey, tablename, display_value } = json;
			const stored = { ...json, sys_class_name: tablename, sys_id: documentkey };
			const event = eventOf(table, stored, { type: 'deleted' }, `${String(documentkey)}:deleted`);
			const record = { sys_id: documentkey, display_value, sys_class_name: tablename };
			const isOwn = isBy(json.sys_created_by, me);
			return { row: rowOf(source, json), json: isOwn ? undefined : told(record, event) };
		});
	return { source, take };
}

/** A deletion as a rule tells it. */
export interface ToldDeletion {
	sys_id: string;
	class: string;
	/** Second of the instance's clock. */
	second: number;
	by: string;
}

/** Records that are one page of a list: their ids fit into an address. */
const PACK = 200;

/** The records that are gone indeed, as deletions are handed out: the transaction of a deletion may have been rolled back. */
export function* confirmDeletions({ table, told }: Deletions, deletions: ToldDeletion[]): Steps<Json[]> {
	const there = new Set<unknown>();
	for (let at = 0; at < deletions.length; at += PACK) {
		const ids = deletions.slice(at, at + PACK).map(({ sys_id }) => sys_id);
		const list = listRequest(table, encoded`sys_idIN${ids.join(',')}`, ['sys_id'], PACK);
		for (const { sys_id } of recordsOf(yield { ...list, fresh: true, alone: true })) there.add(sys_id);
	}
	const gone = deletions.filter(({ sys_id }) => !there.has(sys_id));
	return gone.map(({ sys_id, class: sys_class_name, second, by }) => {
		const stored = { sys_id, sys_class_name, sys_created_on: storedTime(second), sys_created_by: by };
		return told({ sys_id, sys_class_name }, eventOf(table, stored, { type: 'deleted' }, `${sys_id}:deleted`));
	});
}
