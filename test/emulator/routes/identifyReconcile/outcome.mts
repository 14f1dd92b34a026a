/** What becomes of an item, and how the answer tells it. */
import type { Row } from '../../types.mts';
import type { Item } from './payload.mts';

export const UNKNOWN = 'Unknown';

export interface Problem {
	error: string;
	message: string;
}

export interface Attempt {
	info?: string;
	identifierName: string;
	attemptResult: 'MATCHED' | 'NO_MATCH' | 'MULTI_MATCH' | 'SKIPPED';
	attributes: string[];
	searchOnTable?: string;
	hybridEntryCiAttributes: string[];
}

export interface Outcome {
	item: Item;
	inputIndices: number[];
	operation: string;
	sysId: string;
	entry: string;
	attempts: Attempt[];
	/** The record that the item was recognised as. */
	match?: Row;
	/** By what two items of one payload are recognised as the same. */
	key: string;
	/** For each lookup, the item that it led to. */
	related: Array<string | null>;
	errors: Problem[];
	warnings: Problem[];
	partialIds: string[];
	/** Items that turned out to be the same as the one that was recognised. */
	twins: string[];
	/** Payloads kept before that this one has taken up. */
	mergedIds: string[];
	/** For each lookup, what is done with its record. */
	lookups: LookupOutcome[];
}

export interface LookupOutcome {
	/** '' where its table cannot hold lookups. */
	operation: 'INSERT' | 'NO_CHANGE' | '';
	sysId: string;
}

export function newOutcome(item: Item): Outcome {
	return {
		item,
		inputIndices: [item.index],
		operation: 'INSERT',
		sysId: UNKNOWN,
		entry: UNKNOWN,
		attempts: [],
		key: '',
		related: item.lookup.map(() => null),
		errors: [],
		warnings: [],
		partialIds: [],
		twins: [],
		mergedIds: [],
		lookups: [],
	};
}

/** Nothing is written for it. */
export const isFailed = ({ errors, warnings }: Outcome): boolean => errors.length > 0 || warnings.length > 0;

export function fail(outcome: Outcome, error: string, message: string): void {
	outcome.errors.push({ error, message });
	outcome.operation = 'INSERT_AS_INCOMPLETE';
	outcome.sysId = UNKNOWN;
	outcome.entry = UNKNOWN;
}

const isInsert = ({ operation }: Outcome): boolean => operation === 'INSERT';

/** Only the pages of new items show what became of the lookups; those of known ones tell where the lookups led. */
function madeOf({ sysId, operation }: LookupOutcome | undefined = { operation: '', sysId: '' }): object {
	return operation === '' ? {} : { operation, sysId, errors: [], errorCount: 0, warningCount: 0 };
}

function lookupView(outcome: Outcome): object {
	const { item, related, lookups } = outcome;
	if (item.lookup.length === 0) return {};
	const made = lookups.map(({ sysId }) => (sysId === UNKNOWN ? null : sysId));
	return {
		relatedSysIds: isInsert(outcome) ? made : related,
		relatedItems: item.lookup.map(({ className }, subIndex) => ({
			...(isInsert(outcome) && madeOf(lookups[subIndex])),
			markers: [],
			inputIndices: [{ mainIndex: item.index, subIndex }],
			mergedPayloadIds: [],
			className,
		})),
		additionalRelatedItems: [],
	};
}

function problemView({ errors, warnings, partialIds }: Outcome): object {
	return {
		...(partialIds.length > 0 && { partialSysIds: partialIds }),
		...((errors.length > 0 || warnings.length > 0) && { errors }),
		...(warnings.length > 0 && { warnings, warningCount: warnings.length }),
	};
}

export function viewOf(outcome: Outcome): object {
	return {
		className: outcome.item.className,
		operation: outcome.operation,
		sysId: outcome.sysId,
		...lookupView(outcome),
		identifierEntrySysId: outcome.entry,
		...problemView(outcome),
		identificationAttempts: outcome.attempts,
		markers: [],
		inputIndices: outcome.inputIndices,
		mergedPayloadIds: outcome.mergedIds,
		errorCount: outcome.errors.length,
		...(isInsert(outcome) && { warningCount: outcome.warnings.length }),
	};
}
