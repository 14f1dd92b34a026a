import type { Operations, Resource } from '../operation';
import { get } from './get';
import { getAttachments } from './getAttachments';
import { getFeatured, getMostViewed, search } from './lists';

export const knowledge: Resource<Operations['knowledge']> = {
	option: { name: 'Knowledge', description: 'The articles of the knowledge bases that the user may read' },
	usual: 'search',
	operations: { get, getAttachments, getFeatured, getMostViewed, search },
};
