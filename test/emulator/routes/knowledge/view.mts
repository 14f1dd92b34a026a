/** An article in a list, and the fields that were asked for. */
import { createDisplayer } from '../../data/render/display.mts';
import type { Row, Session, Store } from '../../types.mts';
import { snippetOf } from './text.mts';

const TABLE = 'kb_knowledge';

interface FieldView {
	display_value: string;
	name: string;
	label: string;
	type: string;
	value: string;
}

/** Unknown names, and fields that the caller may not read, are left out. */
export function fieldsView(
	store: Store,
	session: Session,
	row: Row,
	names: readonly string[],
): Record<string, FieldView> {
	const displayer = createDisplayer(store, session);
	return Object.fromEntries(
		names.flatMap((name): Array<[string, FieldView]> => {
			const column = store.schema.column(TABLE, name);
			if (!column || !store.mayRead(session, TABLE, name)) return [];
			const view = {
				display_value: displayer.display(TABLE, column, row),
				name,
				label: column.label,
				type: column.type,
				value: row[name] ?? '',
			};
			return [[name, view]];
		}),
	);
}

export interface Ranking {
	score: number;
	words: readonly string[];
	/** Only articles that were searched for have a rank, in the search of this id. */
	rank?: number;
	searchId?: string;
}

export function articleView(row: Row, { score, words, rank, searchId }: Ranking): Record<string, unknown> {
	const sys_id = row.sys_id ?? '';
	const link =
		searchId === undefined
			? `?id=kb_article_view&sys_kb_id=${sys_id}`
			: `?sys_kb_id=${sys_id}&id=kb_article_view&sysparm_rank=${String(rank)}&sysparm_tsqueryId=${searchId}`;
	return {
		link,
		...(rank !== undefined && { rank }),
		id: `${TABLE}:${sys_id}`,
		title: row.short_description ?? '',
		snippet: snippetOf(row, words),
		score,
		number: row.number ?? '',
	};
}
