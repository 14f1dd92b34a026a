/** Everything the emulator has to say goes to stderr: stdout belongs to the ready line. */
export interface Log {
	info(message: string): void;
	/** What nobody foresaw, with its stack. */
	error(error: unknown): void;
}

const describe = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error));

const write = (line: string) => process.stderr.write(`[emulator] ${line}\n`);

export const verboseLog: Log = { info: write, error: (error) => write(describe(error)) };

/** For tests: refusals are part of the plan, crashes of a handler are not. */
export const quietLog: Log = { info: () => undefined, error: verboseLog.error };
