import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { sysId } from '../../domain/address/record';
import type { Unwritten } from '../../domain/importSet/importSet';
import { type Item, wholeNumber } from '../../properties/item/item';

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
const USUAL_PATIENCE = 300;

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
	{
		displayName: 'Wait at Most (Seconds)',
		name: 'patience',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: USUAL_PATIENCE,
		description:
			'How long to wait for completion. Items whose rows are not done by then fail, although ServiceNow has the rows.',
	},
];

/** How the rows of many items are imported. */
export interface ManySettings {
	isWaiting: boolean;
	/** The instance knows the columns by their labels. */
	isByLabel: boolean;
	rowsPerCall: number;
	/** Milliseconds. */
	patience: number;
	runAfter: string;
	multiImportSet: string;
}

/** @throws InputError */
export function manySettings(item: Item): ManySettings {
	const { keys, rowsPerCall, patience, runAfter, multiImportSet } = item.collection('options');
	return {
		isWaiting: item.flag('wait'),
		isByLabel: keys !== 'names',
		rowsPerCall: wholeNumber(rowsPerCall ?? USUAL_ROWS, 'Rows per Call'),
		patience: wholeNumber(patience ?? USUAL_PATIENCE, 'Wait at Most') * 1000,
		runAfter: runAfter ? sysId(String(runAfter), 'Run After') : '',
		multiImportSet: multiImportSet ? sysId(String(multiImportSet), 'Multi Import Set ID') : '',
	};
}
