import {
	articleQuery,
	resolveArticle,
	valueForm,
} from '../../../../nodes/ServiceNowPlatform/actions/knowledge/article.ts';
import { thrown } from '../../support/failures.mts';
import { parametersOf } from '../../support/item.mts';

const ID = '0b48fd75474321009db4b5b08b9a71c2';
const article = (mode: string, value: string) => parametersOf({ article: { mode, value } });

describe('resolveArticle', () => {
	it.each([
		['number', 'kb0010001', 'KB0010001'],
		['id', 'KB0010001', 'KB0010001'],
		['id', ID.toUpperCase(), ID],
		['list', ID, ID],
		['url', `https://x.service-now.com/kb_view.do?sys_kb_id=${ID}`, ID],
		['url', 'https://x.service-now.com/kb_view.do?sysparm_article=KB0010001&x=1', 'KB0010001'],
		['url', `?sys_kb_id=${ID}&id=kb_article_view&sysparm_rank=1`, ID],
		['url', `https://x.service-now.com/sp?id=kb_article&sys_id=${ID}`, ID],
		['url', `https://x.service-now.com/nav_to.do?uri=%2Fkb_view.do%3Fsys_kb_id%3D${ID}%26x%3D1`, ID],
		['url', `https://x.service-now.com/kb_knowledge.do?sys_id=${ID}`, ID],
	])('by %s reads %s', (mode, value, expected) => {
		expect(resolveArticle(article(mode, value))).toBe(expected);
	});

	it.each([
		['number', 'KB'],
		['id', 'KB 1'],
		['url', 'https://x.service-now.com/kb_view.do?sys_kb_id=../x'],
		['url', `https://x.service-now.com/incident.do?sys_id=${ID}`],
		['url', `https://x.service-now.com/sp?id=sc_cat_item&sys_id=${ID}`],
	])('by %s refuses %s', (mode, value) => {
		expect(thrown(() => resolveArticle(article(mode, value)))).toMatchObject({
			name: 'InputError',
			field: 'Article',
		});
	});
});

describe('articleQuery', () => {
	it.each([
		[{}, {}],
		[{ fields: ' topic , author' }, { fields: 'topic,author' }],
		[{ language: 'de' }, { language: 'de' }],
		[{ language: 'de, fr' }, { language: 'de,fr' }],
		[{ language: 'all' }, { language: 'all' }],
	])('reads %j as %j', (options, expected) => {
		expect(articleQuery(options)).toEqual(expected);
	});

	it.each([[{ language: 'de&kb=1' }], [{ language: 'de^x' }], [{ fields: 'a b' }]])('refuses %j', (options) => {
		expect(thrown(() => articleQuery(options))).toMatchObject({ name: 'InputError' });
	});
});

describe('valueForm', () => {
	it('is raw unless another is chosen', () => {
		expect(
			[undefined, 'false', 'x', 'true', 'all'].map((sysparm_display_value) => valueForm({ sysparm_display_value })),
		).toEqual([...['false', 'false', 'false', 'true', 'all']]);
	});
});
