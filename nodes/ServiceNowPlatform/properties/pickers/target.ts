import type { INodeProperties } from 'n8n-workflow';
import type { Steps } from '../../domain/api/request';
import { type Place, findPlace } from '../../domain/records/lookup';
import type { Item } from '../item/item';
import { recordOfSubject, recordProperties } from './subject';
import { SUBJECTS } from './subjects';

/** Files hang on records of any table. */
export const targetProperties: INodeProperties[] = recordProperties(SUBJECTS.attachment);

/**
 * The chosen record in its own class, under which its files are kept: one that is uploaded to an incident as a task shows nowhere. That it is
 * read makes sure that it is there.
 */
export function findTarget(item: Item): Steps<Place> {
	const { table, key } = recordOfSubject(SUBJECTS.attachment, item);
	return findPlace(table, key);
}
