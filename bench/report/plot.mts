import { type Line, lineOf, type Place } from './results.mts';

export const TITLE = 'Seconds at a round trip of 40 ms, on a logarithmic scale';

const WIDTH = 760;
const LEFT = 190;
const BAR = 14;
const GAP = 16;
const TOP = 40;
const SHOWN = [
	['floor', '#94a3b8'],
	['node', '#0f766e'],
	['built-in', '#e11d48'],
] as const;

/** Median times as bars on a logarithmic scale, from a hundredth of a second on. */
export function plot(lines: Line[], places: Place[], title: string): string {
	const most = Math.max(...lines.map(({ time }) => time.median), 100);
	const length = (milliseconds: number) =>
		Math.max(2, ((WIDTH - LEFT - 90) * Math.log10(Math.max(milliseconds, 10) / 10)) / Math.log10(most / 10));
	let top = TOP;
	const parts = places.flatMap((place) => {
		const bars = SHOWN.flatMap(([name, colour]) => {
			const line = lineOf(lines, place, name);
			return line === undefined ? [] : [{ colour, name, median: line.time.median }];
		});
		const from = top;
		top += bars.length * BAR + GAP;
		return [
			text(LEFT - 8, from + (bars.length * BAR) / 2 + 4, place.scenario, 'end'),
			...bars.flatMap(({ colour, median }, nth) => [
				`<rect x="${LEFT}" y="${from + nth * BAR}" width="${length(median).toFixed(1)}" height="${BAR - 2}" fill="${colour}"/>`,
				text(LEFT + length(median) + 5, from + nth * BAR + 10, `${(median / 1000).toFixed(2)} s`, 'start'),
			]),
		];
	});
	const legend = SHOWN.map(([name, colour], nth) => {
		const x = LEFT + nth * 110;
		return `<rect x="${x}" y="${top}" width="12" height="12" fill="${colour}"/>${text(x + 17, top + 10, name, 'start')}`;
	});
	const height = top + 26;
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="11">
<rect width="${WIDTH}" height="${height}" fill="#fff"/>
${text(LEFT, 20, title, 'start')}
${[...parts, ...legend].join('\n')}
</svg>
`;
}

function text(x: number, y: number, words: string, anchor: 'start' | 'end'): string {
	return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" fill="#1e293b">${words}</text>`;
}
