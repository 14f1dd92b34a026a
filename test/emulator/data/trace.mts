/** Which statements a piece of work sends to the database, whatever else goes on at the same time. */
import { AsyncLocalStorage } from 'node:async_hooks';

export interface Statement {
	sql: string;
	milliseconds: number;
}

const current = new AsyncLocalStorage<Statement[]>();

/** Runs the work and puts its statements into the list, finished ones only. */
export const traced = <T,>(statements: Statement[], work: () => T): T => current.run(statements, work);

export function timed<T>(sql: string, work: () => T): T {
	const statements = current.getStore();
	if (!statements) return work();
	const started = performance.now();
	const result = work();
	statements.push({ sql, milliseconds: performance.now() - started });
	return result;
}
