import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../../test/harness/project.mts';
import { scenarios } from '../scenarios/index.mts';
import { page, pictured, readmeTable } from './page.mts';
import { inOrder, merged, type Results } from './results.mts';
import { plot, TITLE } from './plot.mts';

const file = (...names: string[]) => path.join(projectFolder(), ...names);

/** Writes what was measured into the documentation; what was not measured now stays as it was. */
export async function publish(now: Results): Promise<void> {
	const json = file('docs', 'performance.json');
	const known = existsSync(json) ? (JSON.parse(await readFile(json, 'utf8')) as Results) : undefined;
	const all = merged(known, now);
	const results = {
		...all,
		lines: inOrder(
			all.lines,
			scenarios.map(({ name }) => name),
		),
	};
	await writeFile(
		json,
		`${JSON.stringify({ ...results, lines: undefined }).slice(0, -1)},"lines":[\n${results.lines.map((line) => JSON.stringify(line)).join(',\n')}\n]}\n`,
	);
	await writeFile(file('docs', 'performance.md'), page(results));
	await writeFile(file('docs', 'pictures', 'performance.svg'), plot(results.lines, pictured(results.lines), TITLE));
	const readme = file('README.md');
	await writeFile(readme, withTable(await readFile(readme, 'utf8'), readmeTable(results.lines)));
}

/** Writes what the model says into docs/scaling.md. */
export async function publishModel(table: string): Promise<void> {
	const scaling = file('docs', 'scaling.md');
	await writeFile(scaling, withTable(await readFile(scaling, 'utf8'), table, 'model'));
}

/** The text with the table between its marks. @throws where it has no marks */
export function withTable(text: string, table: string, mark = 'performance'): string {
	const [begin, end] = [`<!--${mark}-->`, `<!--/${mark}-->`];
	const [from, to] = [text.indexOf(begin), text.indexOf(end)];
	if (from < 0 || to < from) throw new Error(`There is no ${begin} … ${end}.`);
	return `${text.slice(0, from)}${begin}\n\n${table}\n\n${text.slice(to)}`;
}
