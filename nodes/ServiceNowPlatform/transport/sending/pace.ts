/** Answers after which one more request may be under way. */
const STEP = 8;

/** How many requests may be under way: half as many once the instance has turned one away, and one more for so many answers. */
export class Pace {
	private most = Number.POSITIVE_INFINITY;

	private underWay = 0;

	/** The most that were under way at once. */
	private peak = 0;

	private answers = 0;

	private slowings = 0;

	get isFree(): boolean {
		return this.underWay < this.most;
	}

	/** Takes a place. What it returns is to be shown at the end. */
	begin(): number {
		this.underWay++;
		this.peak = Math.max(this.peak, this.underWay);
		return this.slowings;
	}

	/** Those that were under way together and are turned away together slow it down once. */
	end(begun: number, isTurnedAway: boolean): void {
		const before = this.underWay--;
		if (isTurnedAway) {
			if (begun === this.slowings) this.slowDown(before);
		} else if (++this.answers % STEP === 0 && ++this.most >= this.peak) this.most = Number.POSITIVE_INFINITY;
	}

	private slowDown(underWay: number): void {
		this.most = Math.max(1, Math.floor(underWay / 2));
		this.answers = 0;
		this.slowings++;
	}
}
