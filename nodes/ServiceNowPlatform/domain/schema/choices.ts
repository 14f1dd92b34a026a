import type { ExecutionCache } from '../api/executionCache';
import { type Json, text } from '../api/json';
import { recordsOf, type Steps } from '../api/request';
import { choicesRequest } from './dictionary';

/** A value that a column offers. */
export interface Choice {
	value: string;
	label: string;
	/** Value of another column for which it is offered, or ''. */
	dependent: string;
}

/** The choices of a column, each value once, in display order; none where the user sees none. */
export function* readChoices(cache: ExecutionCache, chain: string[], element: string): Steps<Choice[]> {
	const rows = recordsOf(yield* cache.ask(choicesRequest(chain, element)));
	return eachOnce(closestChoices(chain, inOneLanguage(rows)).get(element) ?? []);
}

/** The same value stands once for each value of the column that it depends on. */
export function eachOnce(choices: Choice[]): Choice[] {
	return choices.filter(({ value }, index) => choices.findIndex((one) => one.value === value) === index);
}

/** Choices by column. They are inherited like columns: those of the closest table that has any. */
export function closestChoices(chain: string[], rows: Json[]): Map<string, Choice[]> {
	const result = new Map<string, Choice[]>();
	for (const table of [...chain].reverse()) {
		const own = new Map<string, Choice[]>();
		for (const row of rows) {
			if (row.name !== table) continue;
			const choice = { value: text(row.value), label: text(row.label), dependent: text(row.dependent_value) };
			own.set(text(row.element), [...(own.get(text(row.element)) ?? []), choice]);
		}
		for (const [element, list] of own) result.set(element, list);
	}
	return result;
}

/**
 * Choices once each: an instance has a row for every language, and need not have one in every language. A label is that of the wanted
 * language, else the English one, else any.
 */
export function inOneLanguage(rows: Json[], wanted = 'en'): Json[] {
	const rank = ({ language }: Json) => [wanted, 'en', language].indexOf(language);
	const best = new Map<string, Json>();
	for (const row of rows) {
		const key = JSON.stringify([row.name, row.element, row.value, row.dependent_value]);
		const known = best.get(key);
		if (known === undefined || rank(row) < rank(known)) best.set(key, row);
	}
	const kept = new Set(best.values());
	return rows.filter((row) => kept.has(row));
}
