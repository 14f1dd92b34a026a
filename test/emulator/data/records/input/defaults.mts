import type { Row, Session } from '../../../types.mts';
import { isBoolean } from '../../columnTypes.mts';
import type { Engine } from '../../engine.mts';
import { evaluate, isScript } from '../../query/script.mts';
import { storedValue } from './convert.mts';

/** What a new record of the table starts with. Numbers come later, when the record is really written. */
export function defaultsOf(engine: Engine, session: Session, table: string): Row {
	const { script } = engine.context(session);
	const defaults: Row = {};
	for (const column of engine.schema.columns(table).values()) {
		const value = isScript(column.default_value) ? evaluate(column.default_value, script) : column.default_value;
		if (value !== '') defaults[column.element] = storedValue(engine, column, value);
		else if (isBoolean(column.type)) defaults[column.element] = 'false';
	}
	return defaults;
}
