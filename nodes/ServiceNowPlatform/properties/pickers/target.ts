import type { INodeProperties } from 'n8n-workflow';
import type { Steps } from '../../domain/api/request';
import { type Place, findPlace } from '../../domain/records/lookup';
import type { Item } from '../item/item';
import { NUMBER } from './locator';
import { recordOfSubject, recordProperties, type Subject } from './subject';

/** Files hang on records of any table. */
export const HOLDER: Subject = {
	kind: { displayName: 'Record', one: 'a record', table: '', searchListMethod: 'searchRecords', keys: [NUMBER] },
	many: 'records',
};

export const targetProperties: INodeProperties[] = recordProperties(HOLDER);

/**
 * The chosen record in its own class, under which its files are kept: one that is uploaded to an incident as a task shows nowhere. That it is
 * read makes sure that it is there.
 */
export function targetOf(item: Item): Steps<Place> {
	const { table, key } = recordOfSubject(HOLDER, item);
	return findPlace(table, key);
}
