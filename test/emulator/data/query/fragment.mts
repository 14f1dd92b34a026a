import type { SQLInputValue } from 'node:sqlite';

/** A piece of SQL with the values for its question marks. */
export interface Fragment {
	sql: string;
	params: SQLInputValue[];
}

export const fragment = (sql: string, ...params: SQLInputValue[]): Fragment => ({ sql, params });

export const NOTHING = fragment('0');
export const EVERYTHING = fragment('1');

export function joined(parts: Fragment[], word: 'AND' | 'OR'): Fragment {
	const [only] = parts;
	if (parts.length === 1 && only) return only;
	return { sql: `(${parts.map(({ sql }) => sql).join(` ${word} `)})`, params: parts.flatMap(({ params }) => params) };
}
