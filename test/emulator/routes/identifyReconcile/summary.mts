/** `generate_summary:true`: what was done, counted by class. */
import type { Outcome } from './outcome.mts';

const COUNTS = [
	'mergedPartialPayloads',
	'inserted',
	'partial',
	'warnings',
	'incomplete',
	'additionalInserted',
	'unchanged',
	'skipped',
	'updated',
	'errors',
] as const;

type Counts = Record<(typeof COUNTS)[number], number>;

const OPERATIONS: Readonly<Record<string, (typeof COUNTS)[number]>> = {
	INSERT: 'inserted',
	INSERT_AS_PARTIAL: 'partial',
	INSERT_AS_INCOMPLETE: 'incomplete',
	NO_CHANGE: 'unchanged',
};

const nothing = (): Counts => Object.fromEntries(COUNTS.map((name) => [name, 0])) as Counts;

export function summaryOf(outcomes: readonly Outcome[]): object {
	const summary: Record<string, Counts> = {};
	const of = (className: string): Counts => (summary[className] ??= nothing());
	for (const outcome of outcomes) {
		const counts = of(outcome.item.className);
		counts[OPERATIONS[outcome.operation] ?? 'updated'] += 1;
		counts.mergedPartialPayloads += outcome.mergedIds.length;
		counts.warnings += outcome.warnings.length;
		counts.errors += outcome.errors.length;
		outcome.item.lookup.forEach(({ className }, index) => {
			const operation = outcome.lookups[index]?.operation;
			if (operation) of(className)[OPERATIONS[operation] ?? 'updated'] += 1;
		});
	}
	return {
		hasError: outcomes.some(({ errors }) => errors.length > 0),
		hasWarning: outcomes.some(({ warnings }) => warnings.length > 0),
		summary,
	};
}
