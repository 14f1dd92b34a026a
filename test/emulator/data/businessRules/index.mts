/** Business rules: those that stand in `sys_script`, around those that every instance has out of the box. */
import type { Write } from '../records/write.mts';
import { runAfter } from './after.mts';
import { runBefore } from './before.mts';
import { queueJobs } from './background/jobs.mts';

/** Up to the moment when the database hears of the write. `engines` is what the platform does by itself. */
export function beforeWrite(write: Write, engines: () => void): void {
	const { engine, chain, operation, options } = write;
	if (options.workflow === false) return;
	const rules = engine.rules.of(chain, operation);
	if (rules) runBefore(write, rules.before, engines);
	else engines();
}

/** The jobs of rules that run later are made before the write (documented), whatever becomes of it. */
export function announceWrite(write: Write): void {
	const { engine, chain, operation, options } = write;
	const rules = options.workflow === false ? undefined : engine.rules.of(chain, operation);
	if (rules) queueJobs(write, rules.async);
}

export function afterWrite(write: Write): void {
	const { engine, chain, operation, options } = write;
	const rules = options.workflow === false ? undefined : engine.rules.of(chain, operation);
	if (rules) runAfter(write, rules.after);
}
