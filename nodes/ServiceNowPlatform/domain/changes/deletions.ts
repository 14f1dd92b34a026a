import { encoded } from '../encodedQuery';
import type { Json } from '../api/json';
import { eventOf, type EventInfo } from './event';
import { isBy } from './judgement';
import type { Taken } from './reading';
import { rowOf, type Source } from './source';
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
		fields: ['documentkey', 'tablename', 'display_value', 'sys_created_by'],
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
