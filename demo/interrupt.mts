const INTERRUPTED = 130;

/**
 * Ctrl-C. While things start up it ends the process at once, and the exit handlers clear up; once somebody waits, it lets
 * them stop things in order, and only a second one ends the process at once.
 */
export class Interrupt {
	private wake: (() => void) | undefined;

	constructor() {
		const handle = () => {
			const wake = this.wake;
			this.wake = undefined;
			if (!wake) process.exit(INTERRUPTED);
			wake();
		};
		process.on('SIGINT', handle);
		process.on('SIGTERM', handle);
	}

	async wait(): Promise<void> {
		await new Promise<void>((resolve) => {
			this.wake = resolve;
		});
	}
}
