import type { IExecuteFunctions } from 'n8n-workflow';
import type { Note, Item } from '../properties/item/item';

/** More would hide the results. */
const MOST_HINTS = 10;

/** Shows what operations noted of items that succeeded, beside the results; the same of many items only once. Returns the texts. */
export function showNotes(context: IExecuteFunctions, items: Item[]): string[] {
	const subjects = new Map<string, { first: Note; itemIndex: number; count: number }>();
	for (const { notes, itemIndex } of items) {
		for (const note of notes) {
			const known = subjects.get(note.subject);
			if (known === undefined) subjects.set(note.subject, { first: note, itemIndex, count: 1 });
			else known.count++;
		}
	}
	const hints = [...subjects.values()].slice(0, MOST_HINTS).map(({ first, itemIndex, count }) => {
		const more = count === 1 ? '' : `, and ${count - 1} more`;
		const place = items.length === 1 ? '' : ` [item ${itemIndex}${more}]`;
		return { message: `${first.text}${place}`, type: 'warning' as const, location: 'outputPane' as const };
	});
	if (hints.length > 0) context.addExecutionHints(...hints);
	return hints.map(({ message }) => message);
}
