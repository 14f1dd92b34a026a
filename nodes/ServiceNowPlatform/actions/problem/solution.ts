import type { INodeProperties } from 'n8n-workflow';
import { resolveReferences } from '../../domain/references';
import type { Steps } from '../../domain/request';
import type { Parameters } from '../../fields/parameters';
import { codeOf, filled } from '../../fields/work';

/** Fields that say what came of a problem; which of them a code needs is the instance’s rule. */
export const solutionOptions: INodeProperties[] = [
	{
		displayName: 'Close Notes',
		name: 'close_notes',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
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
export function* solution(parameters: Parameters, state: string): Steps<Record<string, string>> {
	const texts = ['cause_notes', 'fix_notes'].map((name) => [name, parameters.text(name)] as const);
	const code = codeOf(parameters, 'resolution_code');
	return yield* resolveReferences(parameters.memory, 'problem', {
		state,
		...filled(parameters.collection('options'), ['state', 'close_notes', 'duplicate_of']),
		...(code === '' ? {} : { resolution_code: code }),
		...Object.fromEntries(texts.filter(([, text]) => text !== '')),
	});
}
