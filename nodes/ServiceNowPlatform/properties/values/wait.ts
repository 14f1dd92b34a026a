import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InputError } from '../../domain/api/inputError';

const USUAL = 60;
const MOST = 3600;

export const timeLimitOption: INodeProperties = {
	displayName: 'Time Limit',
	name: 'timeLimit',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MOST },
	default: USUAL,
	description: 'Most seconds to wait for the result; after them the item fails, while ServiceNow goes on with the work',
};

/** In milliseconds. @throws InputError unless it is a time that one can wait */
export function timeLimitOf({ timeLimit = USUAL }: IDataObject): number {
	const seconds = Number(timeLimit);
	if (seconds > 0 && seconds <= MOST) return seconds * 1000;
	throw new InputError(
		'Time Limit',
		`${JSON.stringify(timeLimit)} is not a time to wait`,
		`Enter seconds between 1 and ${MOST}.`,
	);
}
