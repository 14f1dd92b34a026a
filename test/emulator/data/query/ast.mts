/**
 * An encoded query as a tree: groups are alternatives (^NQ), the clauses of a group all hold, the terms of a clause are
 * alternatives (^OR).
 */

export interface FieldTerm {
	kind: 'field';
	field: string;
	operator: string;
	value: string;
}

/** `123TEXTQUERY321=words` */
export interface TextTerm {
	kind: 'text';
	words: string[];
}

/** `RLQUERYincident.problem_id,>=1^priority=1^ENDRLQUERY`: how many records point at this one. */
export interface RelatedTerm {
	kind: 'related';
	table: string;
	field: string;
	operator: string;
	count: number;
	query: Query;
}

/** `JOINincident.caller_id=sys_user.sys_id!active=true`: there is a record of the other table with the same value. */
export interface JoinTerm {
	kind: 'join';
	field: string;
	table: string;
	otherField: string;
	query: Query;
}

export type Term = FieldTerm | TextTerm | RelatedTerm | JoinTerm;

export type Clause = Term[];

export interface Order {
	field: string;
	descending: boolean;
}

export interface Query {
	groups: Clause[][];
	order: Order[];
	/** Read by the Aggregate API only. */
	groupBy: string[];
	/** Something that is no condition at all; treated like an unknown field. */
	invalid: boolean;
}

export function emptyQuery(): Query {
	return { groups: [[]], order: [], groupBy: [], invalid: false };
}
