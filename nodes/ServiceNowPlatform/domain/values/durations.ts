const SECONDS: Readonly<Record<string, number>> = { w: 604_800, d: 86_400, h: 3600, m: 60, s: 1 };
const WORD = '(\\d+(?:[.,]\\d+)?)\\s*(w|weeks?|d|days?|h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?)(?![a-z])';
const WORDS = new RegExp(`^${WORD}(?:(?:\\s*,\\s*|\\s+and\\s+|\\s*)${WORD})*$`, 'i');
const ISO = /^(-?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+(?:[.,]\d+)?)H)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/i;
const CLOCK = /^(?:(\d+)(?: days?,?)? )?(\d+):([0-5]\d):([0-5]\d)(?:\.\d+)?$/i;

/**
 * How many seconds the text says: ISO 8601 (`PT2H`), words (`2h 30m`, `1 day 2 hours`), a clock with days in front (`45 00:00:00`), or a
 * number of seconds. Undefined for `2:30`, which may be hours or minutes, for months and years, and for text that is no duration.
 */
export function durationSeconds(text: string): number | undefined {
	const given = text.trim();
	if (/^\d{1,10}$/.test(given)) return Number(given);
	return ofClock(given) ?? ofIso(given) ?? ofWords(given);
}

function ofClock(text: string): number | undefined {
	const parts = CLOCK.exec(text);
	if (parts === null) return undefined;
	const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
	return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}

function ofIso(text: string): number | undefined {
	const [all, sign, ...parts] = ISO.exec(text) ?? [];
	if (all === undefined || parts.every((part) => part === undefined) || /T$/i.test(all)) return undefined;
	const lengths = Object.values(SECONDS);
	const sum = parts.reduce((seconds, part, index) => seconds + number(part) * (lengths[index] ?? 0), 0);
	return sign === '-' ? -Math.floor(sum) : Math.floor(sum);
}

/** Each unit once, the larger one first: `5m 3m` is a slip of the pen. */
function ofWords(text: string): number | undefined {
	if (!WORDS.test(text)) return undefined;
	const parts = text.split(/([a-z]+)/i);
	const found = parts.flatMap((unit, index) => {
		if (index % 2 === 0 || /^and$/i.test(unit)) return [];
		const count = (parts[index - 1] ?? '').replace(/[^\d.,]/g, '').replace(/^,/, '');
		return [{ count: number(count), length: SECONDS[unit.charAt(0).toLowerCase()] ?? 0 }];
	});
	if (found.some(({ length }, index) => index > 0 && length >= (found[index - 1]?.length ?? 0))) return undefined;
	return Math.floor(found.reduce((sum, { count, length }) => sum + count * length, 0));
}

function number(text = '0'): number {
	return Number(text.replace(',', '.'));
}
