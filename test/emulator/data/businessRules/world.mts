import { randomInt } from 'node:crypto';
import type { FieldPicture, RecordPicture, World } from '../../sandbox/protocol.mts';
import type { Row } from '../../types.mts';
import type { Engine } from '../engine.mts';
import type { BusinessRule } from './rule.mts';
import type { View } from './view.mts';

const picture = (table: string, values: Row, operation = '', isNew = false): RecordPicture => ({
	table,
	values,
	operation,
	isNew,
});

export function fieldsOf({ schema }: Engine, table: string): Record<string, FieldPicture> {
	const columns = [...schema.columns(table).values()];
	return Object.fromEntries(columns.map(({ element, type, reference }) => [element, { type, reference }]));
}

/** All that a rule's script is given. */
export function worldOf(view: View, { when, condition, script }: BusinessRule): World {
	const { session, table, operation, current, previous } = view;
	const { sys_id = '', user_name = '', name = '' } = session.user;
	return {
		when,
		current: picture(table, current, operation, operation === 'insert' && when !== 'async'),
		previous: previous && when !== 'async' ? picture(table, previous) : null,
		user: { sys_id, user_name, name, roles: [...session.roles] },
		fields: fieldsOf(view.engine, table),
		now: view.engine.clock.now(),
		seed: randomInt(2 ** 32),
		condition,
		script,
	};
}
