import { articleList } from './articleList';

export const getFeatured = articleList({
	option: {
		name: 'Get Featured',
		description: 'Get the articles that the knowledge bases feature',
		action: 'Get featured knowledge articles',
	},
	path: 'featured',
});
