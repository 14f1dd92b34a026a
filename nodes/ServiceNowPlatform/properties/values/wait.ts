import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InputError } from '../../domain/failure/inputError';

export const timeLimitOption: INodeProperties = {
	displayName: 'Time Limit',
	name: 'timeLimit',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 3600 },
	default: 60,
	description: 'Most seconds to wait for the result; after them the item fails, while ServiceNow goes on with the work',
};

/** In milliseconds. @throws InputError unless it is a time that one can wait */
export function timeLimitOf(
	{ timeLimit }: IDataObject,
	{ displayName, default: usual, typeOptions }: INodeProperties = timeLimitOption,
): number {
	const [seconds, most = Number.POSITIVE_INFINITY] = [Number(timeLimit ?? usual), typeOptions?.maxValue];
	if (seconds > 0 && seconds <= most) return seconds * 1000;
	const range = Number.isFinite(most) ? `between 1 and ${most}` : 'such as 60';
	throw new InputError(displayName, `${JSON.stringify(timeLimit)} is not a time to wait`, `Enter seconds ${range}.`);
}
