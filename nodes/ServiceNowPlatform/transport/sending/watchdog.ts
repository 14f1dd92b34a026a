/** Milliseconds between two looks at the clock. */
const TICK = 1_000;

/** Something that must come to an end. */
interface Watched {
	/** Milliseconds that it has left; what goes on well may get more. */
	left(): number;
	/** Called once there are none left. */
	end(): void;
}

const watched = new Set<Watched>();
let isTicking = false;

/** Ends what takes too long; one timer for all of it. @returns what to call when it has ended by itself */
export function watch(one: Watched): () => void {
	watched.add(one);
	if (!isTicking) tick();
	return () => void watched.delete(one);
}

function tick(): void {
	isTicking = true;
	AbortSignal.timeout(TICK).addEventListener('abort', () => {
		for (const one of watched) if (one.left() <= 0) expire(one);
		if (watched.size > 0) tick();
		else isTicking = false;
	});
}

function expire(one: Watched): void {
	watched.delete(one);
	one.end();
}
