import type { ExecutionCache } from '../api/executionCache';
import type { Steps } from '../api/request';
import { InputError } from '../failure/inputError';
import { lostAt, readLostPaths } from './columnPath';

/** Columns as the user named them. */
export interface NamedColumns {
	/** Where they are named. */
	field: string;
	columns: string[];
	/** What would come of one that is not there, in sentences. */
	effect: string;
}

export function misnamed({ field, effect }: NamedColumns, fault: string): InputError {
	return new InputError(
		field,
		fault,
		`${effect} Check the name: it is the technical one (short_description), not the label.`,
	);
}

/** @throws InputError where a dotted path leads nowhere */
export function* assertPaths(cache: ExecutionCache, table: string, named: NamedColumns): Steps<void> {
	const [lost] = yield* readLostPaths(cache, table, named.columns);
	if (lost !== undefined) throw misnamed(named, lostAt(lost));
}
