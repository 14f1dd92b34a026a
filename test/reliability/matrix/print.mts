import { readFileSync } from 'node:fs';
import { FAULTS } from './faults.mts';
import type { Verdict } from './trial.mts';

/** What was seen: verdicts in the order of the faults, of one item and of two, by operation. */
export type Cells = Record<string, [one: string, two: string]>;

export const CELLS = 'test/reliability/matrix/cells.json';
export const PAGE = 'docs/reliability.md';

const [BEGIN, END] = ['<!-- matrix -->', '<!-- /matrix -->'];
const FORMS = ['One item: single requests', 'Two items: Batch calls, where the operation has them'];

export const readCells = (): Cells => JSON.parse(readFileSync(CELLS, 'utf8')) as Cells;

export const rowOf = (verdicts: Record<string, Verdict>): string =>
	Object.keys(FAULTS)
		.map((fault) => verdicts[fault] ?? '–')
		.join(' ');

/** The page with the matrix in it; operations of which the same was seen share a line. */
export function printed(page: string, cells: Cells): string {
	const tables = FORMS.map((title, form) => {
		const groups = new Map<string, string[]>();
		for (const [place, rows] of Object.entries(cells)) {
			const row = rows[form] ?? '';
			if (row !== '') groups.set(row, [...(groups.get(row) ?? []), place]);
		}
		const head = ['', ...Object.keys(FAULTS)];
		const lines = [...groups].map(([row, places]) => [places.join(', '), ...row.split(' ')]);
		const table = [head, head.map(() => '---'), ...lines].map((line) => `| ${line.join(' | ')} |`);
		return `**${title}**\n\n${table.join('\n')}`;
	});
	const start = page.indexOf(BEGIN) + BEGIN.length;
	return `${page.slice(0, start)}\n\n${tables.join('\n\n')}\n\n${page.slice(page.indexOf(END))}`;
}
