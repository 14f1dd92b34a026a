import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../domain/failure/inputError';
import type { Steps } from '../../domain/api/request';
import { findSysId } from '../../domain/records/lookup';
import type { Item } from '../../properties/item/item';
import { keyList } from '../../properties/pickers/keyList';
import { codeOf, filled } from '../../properties/values/work';

const NOTES = ['cause_notes', 'fix_notes'];

/** What led to a problem and what ended it. */
export const noteFields: INodeProperties[] = [
	{
		displayName: 'Cause Notes',
		name: 'cause_notes',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. A setting of the last upgrade',
		description: 'What caused the problem; needed with the code Fix Applied',
	},
	{
		displayName: 'Fix Notes',
		name: 'fix_notes',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. Setting corrected',
		description: 'What was done about it; needed with the code Fix Applied',
	},
];

/** Fields that say what came of a problem; which of them a code needs is the instance’s rule. */
export const solutionOptions: INodeProperties[] = [
	{
		displayName: 'Close Notes',
		name: 'close_notes',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. The vendor has dropped the product',
		description: 'Why the problem ends here, such as the reason for which a risk is accepted',
	},
	{
		displayName: 'Duplicate Of',
		name: 'duplicate_of',
		type: 'string',
		default: '',
		placeholder: 'e.g. PRB0040001',
		description: 'Number or sys_id of the problem that this one repeats, with the resolution code Duplicate',
	},
];

/** The filled fields of the solution, with the number of another problem looked up. */
export function* resolveSolution(item: Item, state: string): Steps<Record<string, string>> {
	const texts = NOTES.map((name) => [name, item.text(name)] as const);
	const code = codeOf(item, 'resolution_code');
	const { duplicate_of = '', ...options } = filled(item.collection('options'), [
		'state',
		'close_notes',
		'duplicate_of',
	]);
	const others = keyList(duplicate_of, 'Duplicate Of');
	if (others.length > 1) throw new InputError('Duplicate Of', 'It names several problems', 'Name one of them.');
	const [other] = others;
	return {
		state,
		...options,
		...(code === '' ? {} : { resolution_code: code }),
		...Object.fromEntries(texts.filter(([, text]) => text !== '')),
		...(other === undefined ? {} : { duplicate_of: yield* findSysId('problem', other) }),
	};
}
