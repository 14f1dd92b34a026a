import { utc, zonedToUtc } from './values';

/** A time of which both forms are known. */
export interface Sample {
	/** As stored: UTC, `2026-01-31 23:59:59`. */
	value: string;
	/** As the signed-in user sees it. */
	shown: string;
}

/** Turns a time as the user sees it into UTC; undefined for text that is none. */
export type Clock = (shown: string) => string | undefined;

type Order = [year: number, month: number, day: number];

const SHOWN = /^(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4}) (\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?: ?([AP])M)?$/i;
/** Year, month and day, by their place. */
const ORDERS: Order[] = [
	[0, 1, 2],
	[2, 0, 1],
	[2, 1, 0],
];
const QUARTER = 900_000;
const DAY = 86_400_000;

/**
 * The platform tells neither the format nor the zone of the times that it shows; both follow from times of which the stored form is known,
 * too. With the zone of the user's profile it is exact; without one an entry has the distance to UTC of the sample that is closest.
 *
 * @returns undefined where the samples cannot be read
 */
export function clockOf(samples: Sample[], timeZone = ''): Clock | undefined {
	const known = samples.filter(({ value, shown }) => value !== '' && shown !== '');
	for (const order of known.length === 0 ? [] : ORDERS) {
		const walls = known.map(({ shown }) => wallOf(shown, order));
		const ahead = known.map(({ value }, index) => distance(walls[index], Date.parse(`${value.replace(' ', 'T')}Z`)));
		if (!ahead.every((span) => Math.abs(span) < DAY)) continue;
		const isZone = isTimeZone(timeZone) && walls.every((wall, index) => aheadOf(wall, timeZone) === ahead[index]);
		return (shown) => {
			const wall = wallOf(shown, order);
			if (wall === undefined) return undefined;
			return utc(isZone ? zonedToUtc(wall, timeZone) : wall - (ahead[closest(walls, wall)] ?? 0));
		};
	}
	return undefined;
}

/** The time on the wall as if it were UTC. */
function wallOf(shown: string, [year, month, day]: Order): number | undefined {
	const [, ...parts] = SHOWN.exec(shown.trim()) ?? [];
	if (parts[year]?.length !== 4 || Number(parts[month]) > 12 || Number(parts[day]) > 31) return undefined;
	const [minutes, seconds] = [Number(parts[4]), Number(parts[5] ?? 0)];
	const date: [number, number, number] = [Number(parts[year]), Number(parts[month]) - 1, Number(parts[day])];
	return Date.UTC(...date, hourOf(Number(parts[3]), parts[6]), minutes, seconds);
}

/** `half` is the first letter of AM or PM, where the clock has twelve hours. */
function hourOf(hour: number, half: string | undefined): number {
	if (!half) return hour;
	return (hour % 12) + (half.toUpperCase() === 'P' ? 12 : 0);
}

/** Rounded, since a format may show no seconds. */
function distance(wall: number | undefined, moment: number): number {
	return wall === undefined ? Number.NaN : Math.round((wall - moment) / QUARTER) * QUARTER;
}

function aheadOf(wall: number | undefined, timeZone: string): number {
	return wall === undefined ? Number.NaN : wall - zonedToUtc(wall, timeZone);
}

function closest(walls: Array<number | undefined>, wall: number): number {
	const spans = walls.map((other) => Math.abs((other ?? 0) - wall));
	return spans.indexOf(Math.min(...spans));
}

function isTimeZone(name: string): boolean {
	try {
		Intl.DateTimeFormat('en-US', { timeZone: name });
		return name !== '';
	} catch {
		return false;
	}
}
