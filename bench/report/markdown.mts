import { SETTINGS, type Setting } from '../scenarios/scenario.mts';
import { type Line, lineOf, type Place, type PoliteLine, ratio, type StartLine } from './results.mts';

const HEAD = [
	'Scenario',
	'By',
	'Median',
	'Spread',
	'To the floor',
	'To the built-in',
	'Requests',
	'Tokens',
	'Connections',
	'To the instance',
	'From it',
	'Memory',
	'CPU',
];
const MEGABYTE = 1024 * 1024;
const KILOBYTE = 1024;

/** All that was measured under a setting, each beside the others of its scenario. */
export function table(lines: Line[], setting: Setting): string {
	const own = lines.filter((line) => line.setting === setting);
	return aligned([HEAD, ...own.map((line) => cellsOf(line, own))]);
}

export const titleOf = (setting: Setting): string => `Round trip of ${SETTINGS[setting].label}`;

function cellsOf(line: Line, lines: Line[]): string[] {
	const isHosted = line.contestant.endsWith('in n8n');
	const builtIn = lineOf(lines, line, isHosted ? 'built-in in n8n' : 'built-in');
	return [
		line.scenario,
		line.contestant,
		duration(line.time.median) + (line.measured === undefined ? '' : ` (from ${line.measured})`),
		`${duration(line.time.low)} – ${duration(line.time.high)}`,
		line.contestant === 'floor' ? '' : times(ratio(line, lineOf(lines, line, 'floor'))),
		line === builtIn ? '' : faster(ratio(builtIn, line)),
		line.requests === 0 ? '–' : line.requests.toLocaleString('en'),
		String(line.tokens),
		line.connections.toLocaleString('en'),
		bytes(line.bytesIn),
		bytes(line.bytesOut),
		`${Math.round(line.memory / MEGABYTE)} MB`,
		duration(line.cpu),
	];
}

export function aligned(rows: string[][]): string {
	const [head = []] = rows;
	const widths = head.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
	const written = (cells: string[]) =>
		`| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
	const [title = '', ...others] = rows.map(written);
	return [title, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...others].join('\n');
}

/** A row does not wrap, and is one word to those who count the README's. */
function tight([head = [], ...rows]: string[][]): string {
	const written = (cells: string[]) => `|${cells.join('|').replaceAll(' ', '&nbsp;')}|`;
	return [written(head), written(head.map(() => '---')), ...rows.map(written)].join('\n');
}

/** What the README shows: this package beside the floor and the built-in node, in seconds and in times. */
export function shortTable(lines: Line[], places: Place[]): string {
	const rows = places.flatMap((place) => {
		const [floor, node, builtIn] = (['floor', 'node', 'built-in'] as const).map((name) => lineOf(lines, place, name));
		if (node === undefined) return [];
		const cells = [floor, node, builtIn].map((line) => (line === undefined ? '–' : duration(line.time.median)));
		return [[place.scenario, ...cells, faster(ratio(builtIn, node)) || '–']];
	});
	return tight([['', 'Floor', 'This node', 'Built-in', 'Faster'], ...rows]);
}

export function duration(milliseconds: number): string {
	if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
	return milliseconds < 10_000 ? `${(milliseconds / 1000).toFixed(2)} s` : `${(milliseconds / 1000).toFixed(1)} s`;
}

function bytes(count: number): string {
	if (count === 0) return '–';
	return count < MEGABYTE ? `${Math.ceil(count / KILOBYTE)} kB` : `${(count / MEGABYTE).toFixed(1)} MB`;
}

function times(value: number | undefined): string {
	return value === undefined ? '' : `${value.toFixed(2)}×`;
}

export function faster(value: number | undefined): string {
	if (value === undefined) return '';
	return `${value < 10 ? value.toFixed(1) : Math.round(value)}×`;
}

/** What a workflow costs those who work by hand. */
export function politeTable(lines: PoliteLine[]): string {
	const head = ['Beside them', 'Records', 'Written in', 'Records a second', 'Answers', 'Median', 'One in a hundred'];
	const rows = lines.map(({ load, records, milliseconds, answers, median, slow }) => [
		load,
		...(records === 0
			? ['–', '–', '–']
			: [
					records.toLocaleString('en'),
					duration(milliseconds),
					((records * 1000) / milliseconds).toFixed(records * 1000 < milliseconds * 100 ? 1 : 0),
				]),
		answers.toLocaleString('en'),
		duration(median),
		duration(slow),
	]);
	return aligned([head, ...rows]);
}

export function startTable(lines: StartLine[]): string {
	const head = ['', 'Without', 'With the package', 'More', 'Memory without', 'With', 'More'];
	const rows = lines.map(({ what, without, with: own, memoryWithout, memoryWith }) => [
		what,
		...[without, own].map(({ median, low, high }) => `${duration(median)} (${duration(low)} – ${duration(high)})`),
		duration(own.median - without.median),
		...[memoryWithout, memoryWith, memoryWith - memoryWithout].map((size) => `${Math.round(size / MEGABYTE)} MB`),
	]);
	return aligned([head, ...rows]);
}

/** How the time of one grows with their number, where several sizes were measured. */
export function growthTable(lines: Line[], kinds: string[]): string {
	const sizes = [...new Set(lines.flatMap(({ scenario }) => sizeIn(scenario, kinds) ?? []))].sort((a, b) => a - b);
	const rows = kinds.map((kind) => {
		const of = (size: number) =>
			lines.find(
				({ scenario, setting, contestant }) =>
					scenario === `${kind} ${size.toLocaleString('en')}` && setting === 'far' && contestant === 'node',
			);
		return [
			kind,
			...sizes.map((size) => (of(size) === undefined ? '–' : perOne((of(size) as Line).time.median / size))),
		];
	});
	return aligned([['One of', ...sizes.map((size) => size.toLocaleString('en'))], ...rows]);
}

function sizeIn(scenario: string, kinds: string[]): number | undefined {
	const kind = kinds.find((one) => scenario.startsWith(`${one} `) && /^[\d,]+$/.test(scenario.slice(one.length + 1)));
	return kind === undefined ? undefined : Number(scenario.slice(kind.length + 1).replaceAll(',', ''));
}

function perOne(milliseconds: number): string {
	return milliseconds < 1 ? `${Math.round(milliseconds * 1000)} µs` : `${milliseconds.toFixed(1)} ms`;
}
