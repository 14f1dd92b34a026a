import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { LARGEST_PAGE } from '../domain/paging/pageSize';
import type { Item } from './item/item';

/** How the requests of all items travel; read from the first item. */
const batchOptions: INodeProperties[] = [
	{
		displayName: 'Batch Requests',
		name: 'batch',
		type: 'boolean',
		default: true,
		description:
			'Whether the requests of many items are packed into calls of the Batch API. An instance that refuses it gets single requests.',
	},
	{
		displayName: 'Batch Size',
		name: 'batchSize',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 200 },
		default: 100,
		description:
			'Most requests in one Batch call. The size adapts itself below this, so that a call takes a few seconds.',
	},
];

const pageSizeOption: INodeProperties = {
	displayName: 'Page Size',
	name: 'pageSize',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: LARGEST_PAGE },
	default: 0,
	description:
		'Rows in each page of a list of records. With 0 it adapts itself to how fast the instance is, from 1,000 up to 10,000. A page that takes the instance too long is asked for again with half as many.',
};

const parallelOption: INodeProperties = {
	displayName: 'Parallel Requests',
	name: 'parallel',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 16 },
	default: 3,
	description:
		'Most requests under way at once. An instance usually works on four per node, and other clients need some of them. Large lists are read in several ranges at once; 1 reads one page after the other.',
};

/** Megabytes; a text cannot have more. */
const LARGEST_ANSWER = 500;
/** Seconds. */
const LONGEST = 86_400;

const limitOptions: INodeProperties[] = [
	{
		displayName: 'Answer Size Limit (MB)',
		name: 'answerLimit',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: LARGEST_ANSWER },
		default: 100,
		description:
			'Largest answer that is read, unpacked. A page of a list that is larger is asked for again with half as many rows. Files may have 1.1 GB, or this if it is more.',
	},
	{
		displayName: 'Request Time Limit (Seconds)',
		name: 'requestTimeLimit',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: LONGEST },
		default: 300,
		description:
			'Longest that a request may take. It is given up earlier when nothing comes for 90 s; a large file may take longer as long as it keeps coming.',
	},
];

/** What an operation sends, which decides on the settings that act. */
export type Sending = 'alone' | 'batched' | 'listed' | 'ordered';

const SETTINGS: Record<Sending, INodeProperties[]> = {
	/** Requests that go by themselves. */
	alone: [parallelOption, ...limitOptions],
	batched: [...batchOptions, parallelOption, ...limitOptions],
	listed: [pageSizeOption, parallelOption, ...limitOptions],
	/** One after the other. */
	ordered: limitOptions,
};

export function requestOptions(sending: Sending): INodeProperties[] {
	return SETTINGS[sending];
}

export interface RequestSettings {
	batch: boolean;
	batchSize: number;
	/** 0 where it adapts itself. */
	pageSize: number;
	parallel: number;
	/** Megabytes of an answer. */
	answerLimit: number;
	/** Seconds of a request. */
	requestTimeLimit: number;
}

/** Values outside the allowed range, which an expression may bring, are moved to its ends. */
export function requestSettingsOf(given: IDataObject): RequestSettings {
	return {
		batch: given.batch !== false,
		batchSize: within(given.batchSize, 1, 200, 100),
		pageSize: within(given.pageSize, 0, LARGEST_PAGE, 0),
		parallel: within(given.parallel, 1, 16, 3),
		answerLimit: within(given.answerLimit, 1, LARGEST_ANSWER, 100),
		requestTimeLimit: within(given.requestTimeLimit, 1, LONGEST, 300),
	};
}

/** Rows in each page of a list; 0 where it adapts itself. */
export function pageSizeOf(item: Item): number {
	return requestSettingsOf(item.collection('options')).pageSize;
}

function within(value: unknown, least: number, most: number, usual: number): number {
	const number = Math.floor(Number(value ?? usual));
	return Number.isNaN(number) ? usual : Math.max(least, Math.min(most, number));
}
