import type { INodeProperties } from 'n8n-workflow';
import type { Item } from '../item/item';
import { codeField, codeOf, filled, requiredCode, requiredText } from './work';

const CODE = 'Close Code';
const NOTES = 'Close Notes';

/** How a change, or a task of one, ended. ServiceNow wants both before it closes either. */
export function closureFields({ isRequired }: { isRequired: boolean }): INodeProperties[] {
	return [
		codeField('close_code', CODE, {
			required: isRequired,
			description: isRequired ? 'How the work ended' : 'How the change ended; needed to close it',
		}),
		{
			displayName: NOTES,
			name: 'close_notes',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			required: isRequired,
			placeholder: 'e.g. Carried out as planned',
			description: isRequired ? 'What was done' : 'Needed to close the change',
		},
	];
}

/** What of it is filled in; `at` is the collection that has it, with its dot. */
export function closureOf(item: Item, at = ''): Record<string, string> {
	const given = { close_code: codeOf(item, `${at}close_code`), close_notes: item.text(`${at}close_notes`) };
	return filled(given, ['close_code', 'close_notes']);
}

/** @throws InputError when one of them is missing */
export function wholeClosureOf(item: Item, code = CODE, notes = NOTES): Record<string, string> {
	return {
		close_code: requiredCode(item, 'close_code', code),
		close_notes: requiredText(item, 'close_notes', notes, 'Say what was done.'),
	};
}
