import type { IExecuteFunctions } from 'n8n-workflow';
import type { Note, Parameters } from '../properties/item/parameters';

/** More would hide the results. */
const MOST_HINTS = 10;

/** Shows what operations noted of items that succeeded, beside the results; the same of many items only once. */
export function showNotes(context: IExecuteFunctions, parameters: Parameters[]): void {
	const subjects = new Map<string, { first: Note; itemIndex: number; items: number }>();
	for (const { notes, itemIndex } of parameters) {
		for (const note of notes) {
			const known = subjects.get(note.subject);
			if (known === undefined) subjects.set(note.subject, { first: note, itemIndex, items: 1 });
			else known.items++;
		}
	}
	const hints = [...subjects.values()].slice(0, MOST_HINTS).map(({ first, itemIndex, items }) => {
		const more = items === 1 ? '' : `, and ${items - 1} more`;
		const place = parameters.length === 1 ? '' : ` [item ${itemIndex}${more}]`;
		return { message: `${first.text}${place}`, type: 'warning' as const, location: 'outputPane' as const };
	});
	if (hints.length > 0) context.addExecutionHints(...hints);
}
