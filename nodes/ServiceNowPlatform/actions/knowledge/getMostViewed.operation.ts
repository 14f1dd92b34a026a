import { articleList } from './articleList';

export const getMostViewed = articleList({
	option: {
		name: 'Get Most Viewed',
		description: 'Get the articles that are read most, beginning with the first of them',
		action: 'Get most viewed knowledge articles',
	},
	path: 'most_viewed',
});
