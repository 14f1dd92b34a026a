import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { sysId } from '../../domain/address/record';
import type { Unwritten } from '../../domain/importSet/importSet';
import { type Item, wholeNumber } from '../../properties/item/item';
import { timeLimitOf, timeLimitOption } from '../../properties/values/wait';

export const alsoFailedOption: INodeProperties = {
	displayName: 'Also Fail On',
	name: 'alsoFailOn',
	type: 'multiOptions',
	options: [
		{ name: 'Ignored', value: 'ignored', description: 'Nothing changed, or the transform map rejected the row' },
		{ name: 'Skipped', value: 'skipped', description: 'A key value is missing' },
	],
	default: [],
	description: 'Statuses of a row that make its item fail, as an error always does',
};

export function alsoFailed({ alsoFailOn }: IDataObject): Unwritten[] {
	const chosen = Array.isArray(alsoFailOn) ? alsoFailOn : [];
	return (['ignored', 'skipped'] as const).filter((status) => chosen.includes(status));
}

/** So many does the documentation of the older interface advise to begin with. */
const USUAL_ROWS = 200;

const manyTimeLimit: INodeProperties = {
	...timeLimitOption,
	typeOptions: { minValue: 1 },
	default: 300,
	description:
		'Most seconds to wait for completion. Items whose rows are not done by then fail, although ServiceNow has the rows.',
};

export const manyOptions: INodeProperties[] = [
	alsoFailedOption,
	{
		displayName: 'Column Keys',
		name: 'keys',
		type: 'options',
		options: [
			{ name: 'Labels', value: 'labels', description: 'What an instance takes unless told otherwise' },
			{
				name: 'Names',
				value: 'names',
				description: 'If a REST Insert Multiple record of the instance says so for the table',
			},
		],
		default: 'labels',
		description: 'By what the instance knows the columns of this table',
	},
	{
		displayName: 'Multi Import Set ID',
		name: 'multiImportSet',
		type: 'string',
		default: '',
		description: 'The sys_id of a multi import set that this import joins; empty makes a new one',
	},
	{
		displayName: 'Rows per Call',
		name: 'rowsPerCall',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: USUAL_ROWS,
		description: 'Most rows to hand over at once; each call makes an import set of its own',
	},
	{
		displayName: 'Run After',
		name: 'runAfter',
		type: 'string',
		default: '',
		description: 'The sys_id of an import set that has to be processed before this one',
	},
	manyTimeLimit,
];

/** How the rows of many items are imported. */
export interface ManySettings {
	isWaiting: boolean;
	/** The instance knows the columns by their labels. */
	isByLabel: boolean;
	rowsPerCall: number;
	/** Milliseconds. */
	timeLimit: number;
	runAfter: string;
	multiImportSet: string;
}

/** @throws InputError */
export function manySettings(item: Item): ManySettings {
	const options = item.collection('options');
	const { keys, rowsPerCall, runAfter, multiImportSet } = options;
	return {
		isWaiting: item.flag('wait'),
		isByLabel: keys !== 'names',
		rowsPerCall: wholeNumber(rowsPerCall ?? USUAL_ROWS, 'Rows per Call'),
		timeLimit: timeLimitOf(options, manyTimeLimit),
		runAfter: runAfter ? sysId(String(runAfter), 'Run After') : '',
		multiImportSet: multiImportSet ? sysId(String(multiImportSet), 'Multi Import Set ID') : '',
	};
}
