import type { SQLInputValue } from 'node:sqlite';

/** A piece of SQL with the values for its question marks. */
export interface Fragment {
	sql: string;
	params: SQLInputValue[];
}

export const fragment = (sql: string, ...params: SQLInputValue[]): Fragment => ({ sql, params });

export const NOTHING = fragment('0');
export const EVERYTHING = fragment('1');

/** SQLite refuses expressions more than a thousand levels deep, and a chain of ORs is as deep as it is long. */
const MAX_CHAIN = 200;

export function joined(parts: Fragment[], word: 'AND' | 'OR'): Fragment {
	const [only] = parts;
	if (parts.length === 1 && only) return only;
	if (parts.length > MAX_CHAIN) {
		const middle = Math.ceil(parts.length / 2);
		return joined([joined(parts.slice(0, middle), word), joined(parts.slice(middle), word)], word);
	}
	return { sql: `(${parts.map(({ sql }) => sql).join(` ${word} `)})`, params: parts.flatMap(({ params }) => params) };
}
