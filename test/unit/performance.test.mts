import { readFileSync } from 'node:fs';
import { page, pictured, readmeTable } from '../../bench/report/page.mts';
import { plot, TITLE } from '../../bench/report/plot.mts';
import { merged, type Line, type Results } from '../../bench/report/results.mts';
import { scenarios } from '../../bench/scenarios/index.mts';
import { percentile, spreadOf } from '../../bench/measure/statistics.mts';
import { scalingTable, simulate } from '../../bench/model/scaling.mts';
import { withTable } from '../../bench/report/publish.mts';
import { textOf } from './support/sources.mts';

const results = JSON.parse(textOf('docs/performance.json')) as Results;

describe('The figures of performance', () => {
	it('are the same in the page, the picture and the README as in the file that was measured', () => {
		expect(textOf('docs/performance.md')).toBe(page(results));
		expect(readFileSync('docs/pictures/performance.svg', 'utf8')).toBe(
			plot(results.lines, pictured(results.lines), TITLE),
		);
		const table = readmeTable(results.lines);
		expect(table.split('\n').length).toBeGreaterThan(5);
		expect(textOf('README.md')).toContain(`<!--performance-->\n\n${table}\n\n<!--/performance-->`);
	});

	it('are of scenarios that there are', () => {
		const names = scenarios.map(({ name }) => name);
		expect(results.lines.map(({ scenario }) => scenario).filter((name) => !names.includes(name))).toEqual([]);
	});

	it('have the floor and this node in every comparison that names a floor', () => {
		const floors = results.lines.filter(({ contestant }) => contestant === 'floor');
		const isBeside = ({ scenario, setting }: Line) =>
			results.lines.some(
				(line) => line.scenario === scenario && line.setting === setting && line.contestant === 'node',
			);
		expect(floors.filter((line) => !isBeside(line))).toEqual([]);
	});
});

describe('A further run', () => {
	it('takes the place of what it has measured, and leaves the rest', () => {
		const [one] = results.lines;
		const newer = { ...(one as Line), rounds: 99 };
		const all = merged(results, { ...results, lines: [newer] });
		const isOfPlace = ({ scenario, setting }: Line) => scenario === one?.scenario && setting === one.setting;
		expect(all.lines.filter(isOfPlace)).toEqual([newer]);
		expect(all.lines.filter((line) => !isOfPlace(line))).toEqual(results.lines.filter((line) => !isOfPlace(line)));
	});
});

describe('What is said of several rounds', () => {
	it('is the median between the quickest and the slowest', () => {
		expect(spreadOf([9, 1, 4])).toEqual({ median: 4, low: 1, high: 9 });
		expect(spreadOf([1, 2, 3, 10])).toEqual({ median: 2.5, low: 1, high: 10 });
		expect(spreadOf([7])).toEqual({ median: 7, low: 7, high: 7 });
	});

	it('names the value that so many of a hundred stay below', () => {
		const values = Array.from({ length: 200 }, (_, index) => index + 1);
		expect(percentile(values, 99)).toBe(199);
		expect(percentile(values, 50)).toBe(101);
		expect(percentile([5], 99)).toBe(5);
	});
});

describe('What is said of many workers', () => {
	it('is what the model says', () => {
		const text = textOf('docs/scaling.md');
		expect(withTable(text, scalingTable(), 'model')).toBe(text);
	});

	it('holds for any number of them: all is written, no sooner than the instance can', () => {
		for (const workers of [1, 7, 30]) {
			const { time, givenUp } = simulate({ workers, semaphores: 4, parallel: 3, batchSize: 100 });
			expect(givenUp).toBe(0);
			expect(time).toBeGreaterThan((workers * 1_000 * 15) / 4);
		}
	});

	it('is worse where nobody slows down: calls are turned away', () => {
		const [many, few] = [3, 1].map((parallel) => simulate({ workers: 100, semaphores: 4, parallel, batchSize: 100 }));
		expect(few?.turnedAway).toBe(0);
		expect(many?.turnedAway).toBeGreaterThan(100);
	});
});
