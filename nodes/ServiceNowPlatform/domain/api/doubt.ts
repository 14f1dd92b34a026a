import type { ApiFailure } from '../failure/failure';
import type { ApiRequest } from './request';

/**
 * Whether an insert was refused since there is a record with the sys_id that was chosen for it, and for nothing else: an attempt before
 * it has made that record.
 */
export function isMadeBefore({ creates }: ApiRequest, failure: ApiFailure): boolean {
	if (creates === undefined || creates.isShared === true) return false;
	if (failure.kind !== 'forbidden' && failure.kind !== 'bad-request') return false;
	return isDuplicate(failure) && wordsOf(failure).toLowerCase().includes(creates.sys_id.toLowerCase());
}

/** The words are those of the database. */
export function isDuplicate(failure: ApiFailure): boolean {
	return /unique|duplicate/i.test(wordsOf(failure));
}

function wordsOf({ message, facts }: ApiFailure): string {
	return `${message} ${facts.detail ?? ''}`;
}
