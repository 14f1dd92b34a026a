/** More would mean that the order itself does not hold still. */
const MOST_STEPS_BACK = 50;

/**
 * Where the pages of an ordered list begin. Behind a full page the next one begins with the row before: where that is none that was seen,
 * rows in front of it were deleted and others have moved up, which stepping back finds.
 */
export class PageStart {
	offset = 0;

	private overlap = 0;

	private stepsBack = 0;

	private isThin = false;

	/** Rows moved more often than it was worth going back for them. */
	get isRestless(): boolean {
		return this.stepsBack >= MOST_STEPS_BACK;
	}

	/**
	 * Rows to ask for where so many are missing. After a step back nobody can tell how many of them were seen; and where rows are hidden,
	 * few of those that are asked for come.
	 */
	rows(missing: number): number {
		return this.stepsBack > 0 || this.isThin ? Number.POSITIVE_INFINITY : missing + this.overlap;
	}

	/** @returns whether a page goes on from the one before, by its first row; where not, it is to be read from further in front */
	follows(isSeen: boolean, asked: number): boolean {
		if (this.overlap === 0 || isSeen || this.stepsBack >= MOST_STEPS_BACK) return true;
		this.stepsBack++;
		this.offset = Math.max(0, this.offset - asked);
		this.overlap = Math.min(1, this.offset);
		return false;
	}

	/** A page was taken. Hidden rows make it short, and nobody can tell which row stands at its end. */
	took(asked: number, isShort: boolean): void {
		this.overlap = isShort || asked === 1 ? 0 : 1;
		this.isThin ||= isShort;
		this.offset += asked - this.overlap;
	}
}
