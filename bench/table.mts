import type { Contestant, Job, Result } from './job.mts';

export interface Line extends Result {
	job: Job;
	contestant: Contestant;
	requests: number;
	connections: number;
}

const HEAD = ['Job', 'By', 'Time', 'To the floor', 'To the built-in', 'Requests', 'Connections', 'Memory'];
const MEGABYTE = 1024 * 1024;

/** Results as a Markdown table, each beside the others of its job. */
export function table(lines: Line[]): string {
	const rows = lines.map((line) => {
		const of = (contestant: Contestant) =>
			lines.find((other) => other.job === line.job && other.contestant === contestant)?.milliseconds;
		return [
			line.job,
			line.contestant,
			duration(line.milliseconds),
			ratio(line.milliseconds, of('floor'), 'slower'),
			ratio(of('built-in'), line.milliseconds, 'faster'),
			String(line.requests),
			String(line.connections),
			`${Math.max(0, Math.round(line.memory / MEGABYTE))} MB`,
		];
	});
	const widths = HEAD.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
	const written = (cells: string[]) =>
		`| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
	return [written(HEAD), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(written)].join(
		'\n',
	);
}

function duration(milliseconds: number): string {
	return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}

function ratio(over: number | undefined, under: number | undefined, word: string): string {
	if (over === undefined || under === undefined || over === under) return '';
	return `${(over / under).toFixed(1)}× ${word}`;
}
