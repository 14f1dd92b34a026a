/** What `generate_summary` adds to the answer: how much of each class came to what. */
import type { Outcome } from './outcome.mts';

const KEYS = [
	'inserted',
	'updated',
	'unchanged',
	'skipped',
	'partial',
	'incomplete',
	'additionalInserted',
	'mergedPartialPayloads',
	'errors',
	'warnings',
] as const;

type Counts = Record<(typeof KEYS)[number], number>;

function keyOf(operation: string): (typeof KEYS)[number] {
	if (operation === 'INSERT_AS_PARTIAL') return 'partial';
	if (operation === 'INSERT_AS_INCOMPLETE') return 'incomplete';
	if (operation === 'NO_CHANGE') return 'unchanged';
	return operation === 'INSERT' ? 'inserted' : 'updated';
}

export function summaryOf(outcomes: readonly Outcome[]): object {
	const summary: Record<string, Counts> = {};
	for (const { item, operation, errors, warnings } of outcomes) {
		const counts = (summary[item.className] ??= Object.fromEntries(KEYS.map((key) => [key, 0])) as Counts);
		counts[keyOf(operation)] += 1;
		counts.errors += errors.length;
		counts.warnings += warnings.length;
	}
	return {
		summary,
		hasError: outcomes.some(({ errors }) => errors.length > 0),
		hasWarning: outcomes.some(({ warnings }) => warnings.length > 0),
	};
}
