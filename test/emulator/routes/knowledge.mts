/** `/api/sn_km_api/knowledge/articles…`: bases that are open to everybody are so without signing in. */
import type { Route } from '../types.mts';
import type { AttachmentContent } from './attachment/content.mts';
import { getArticle, getFile } from './knowledge/article.mts';
import { featuredArticles, listArticles, mostViewedArticles } from './knowledge/lists.mts';

const BASE = '/api/sn_km_api/knowledge/articles';
const access = 'public';

export const knowledgeRoutes = (content: AttachmentContent): Route[] => [
	{ name: 'knowledge.list', method: 'GET', path: BASE, access, handle: listArticles },
	{ name: 'knowledge.featured', method: 'GET', path: `${BASE}/featured`, access, handle: featuredArticles },
	{ name: 'knowledge.most_viewed', method: 'GET', path: `${BASE}/most_viewed`, access, handle: mostViewedArticles },
	{ name: 'knowledge.get', method: 'GET', path: `${BASE}/:id`, access, handle: getArticle },
	{
		name: 'knowledge.attachment',
		method: 'GET',
		path: `${BASE}/:article_sys_id/attachments/:attachment_sys_id`,
		access,
		bytes: true,
		handle: getFile(content),
	},
];
