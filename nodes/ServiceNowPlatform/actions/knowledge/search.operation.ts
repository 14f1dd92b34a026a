import { articleList } from './articleList';

export const search = articleList({
	option: {
		name: 'Search',
		description: 'Search the articles that the user may read',
		action: 'Search knowledge articles',
	},
	path: '',
	isSearch: true,
});
