import type { INodeProperties } from 'n8n-workflow';
import type { Steps } from '../../domain/api/request';
import { readArticles, listed } from '../../domain/knowledge';
import { findSysId } from '../../domain/records/lookup';
import type { Item } from '../../properties/item/item';
import { limitField, limitOf, returnAllField } from '../../properties/lists/list';
import { simplifiedOrRaw } from '../../properties/output/form';
import { locator } from '../../properties/pickers/locator';
import { optionalKey } from '../../properties/values/work';
import { optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';
import { articleFieldsOption, articleQuery, KNOWLEDGE_BASE, languageOption, valueForm } from './article';

const baseField = locator(KNOWLEDGE_BASE, {
	name: 'knowledgeBase',
	required: false,
	description: 'The knowledge base whose articles are wanted; empty takes all that the user may read',
});

const searchText: INodeProperties = {
	displayName: 'Search Text',
	name: 'query',
	type: 'string',
	default: '',
	placeholder: 'e.g. reset password',
	description: 'Words to search for; the best articles come first. Empty returns all articles.',
};

const filterOption: INodeProperties = {
	displayName: 'Filter',
	name: 'filter',
	type: 'string',
	default: '',
	placeholder: 'e.g. kb_category.label=Email^sys_updated_on>=2026-01-01 00:00:00',
	description: 'Encoded query on the table kb_knowledge that the articles fulfil, too. Taken as it is.',
};

interface ArticleList {
	option: Operation['option'];
	/** Part behind the path of the articles. */
	path: '' | 'featured' | 'most_viewed';
	isSearch?: boolean;
}

/** An operation that lists articles. */
export function articleList({ option, path, isSearch = false }: ArticleList): Operation {
	const options = [articleFieldsOption, languageOption];
	return {
		option,
		readOnly: true,
		properties: [
			...(isSearch ? [searchText] : []),
			baseField,
			returnAllField,
			limitField,
			simplifiedOrRaw,
			optionsField(isSearch ? [...options, filterOption] : options, 'alone'),
		],
		*run(item) {
			const given = item.collection('options');
			const [asked, limit] = [articleQuery(given), limitOf(item)];
			const wanted = isSearch ? { query: item.text('query'), filter: String(given.filter ?? '').trim() } : {};
			const own = Object.entries(wanted).filter(([, text]) => text !== '');
			const query = { ...Object.fromEntries(own), ...asked, ...(yield* resolveBase(item)) };
			const found = yield* readArticles(path, query, limit);
			return found.map((article) => listed(article, valueForm(item)));
		},
	};
}

function* resolveBase(item: Item): Steps<Record<string, string>> {
	const key = optionalKey(item, KNOWLEDGE_BASE, 'knowledgeBase');
	return key === undefined ? {} : { kb: yield* findSysId(KNOWLEDGE_BASE.table, key) };
}
