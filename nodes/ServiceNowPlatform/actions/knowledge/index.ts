import type { Operations, Resource } from '../operation';
import { get } from './get.operation';
import { getAttachments } from './getAttachments.operation';
import { getFeatured } from './getFeatured.operation';
import { getMostViewed } from './getMostViewed.operation';
import { search } from './search.operation';

export const knowledge: Resource<Operations['knowledge']> = {
	option: { name: 'Knowledge', description: 'The articles of the knowledge bases that the user may read' },
	usual: 'search',
	operations: { get, getAttachments, getFeatured, getMostViewed, search },
};
