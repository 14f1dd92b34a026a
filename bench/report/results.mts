import type { Counts } from '../measure/counters.mts';
import type { Spread } from '../measure/statistics.mts';
import { SETTINGS, type Setting } from '../scenarios/scenario.mts';
import type { Contestant } from '../task.mts';

/** What one contestant took for a scenario. */
export interface Line extends Counts {
	scenario: string;
	setting: Setting;
	contestant: Contestant;
	/** Milliseconds. */
	time: Spread;
	rounds: number;
	/** Items that it was measured with, where the rest is counted up. */
	measured?: number;
	/** Records, entries or bytes that came of it. */
	done: number;
	/** Most bytes beyond what its process held before. */
	memory: number;
	/** Milliseconds of work of its process. */
	cpu: number;
}

/** What somebody who works at the instance by hand feels of a workflow that writes. Times are milliseconds. */
export interface PoliteLine {
	load: string;
	records: number;
	milliseconds: number;
	/** Those that were waited for by hand. */
	answers: number;
	median: number;
	/** One in a hundred takes longer. */
	slow: number;
}

/** A start of n8n with and without the package. */
export interface StartLine {
	what: string;
	/** Milliseconds. */
	without: Spread;
	with: Spread;
	/** Bytes. */
	memoryWithout: number;
	memoryWith: number;
}

export interface Results {
	/** Day of the newest line. */
	day: string;
	machine: string;
	node: string;
	n8n: string;
	lines: Line[];
	polite?: PoliteLine[];
	start?: StartLine[];
}

export type Place = Pick<Line, 'scenario' | 'setting'>;

const keyOf = ({ scenario, setting, contestant }: Line): string => [scenario, setting, contestant].join('|');
const placeOf = ({ scenario, setting }: Place): string => `${scenario}|${setting}`;

/** What was measured now in place of what was known; contestants of one scenario are of one run. */
export function merged(known: Results | undefined, now: Results): Results {
	const fresh = new Set(now.lines.map(placeOf));
	const kept = (known?.lines ?? []).filter((line) => !fresh.has(placeOf(line)));
	return { ...known, ...now, lines: [...kept, ...now.lines] };
}

export function lineOf(lines: Line[], { scenario, setting }: Place, contestant: Contestant): Line | undefined {
	return lines.find((line) => line.scenario === scenario && line.setting === setting && line.contestant === contestant);
}

/** How many times as long as another one it took. */
export function ratio(line: Line | undefined, other: Line | undefined): number | undefined {
	return line === undefined || other === undefined ? undefined : line.time.median / other.time.median;
}

export const settingsOf = (lines: Line[]): Setting[] =>
	(Object.keys(SETTINGS) as Setting[]).filter((setting) => lines.some((line) => line.setting === setting));

/** In the order of the plan. */
export function inOrder(lines: Line[], names: string[]): Line[] {
	const place = new Map(names.map((name, index) => [name, index]));
	return lines.toSorted(
		(a, b) => (place.get(a.scenario) ?? 0) - (place.get(b.scenario) ?? 0) || keyOf(a).localeCompare(keyOf(b)),
	);
}
