import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { fullyDecoded, isSysId, recordNumber } from '../../domain/address/record';
import { InputError } from '../../domain/failure/inputError';
import type { ValueForm } from '../../domain/knowledge';
import type { Item } from '../../properties/item/item';
import { isSimplified } from '../../properties/output/form';
import { columnList } from '../../properties/output/read';
import { type LocatorKind, locator, NUMBER, resolveLocator } from '../../properties/pickers/locator';

const ARTICLE: LocatorKind = {
	displayName: 'Article',
	one: 'an article',
	table: 'kb_knowledge',
	searchListMethod: 'searchArticles',
	keys: [{ ...NUMBER, placeholder: 'e.g. KB0010001' }],
};

export const KNOWLEDGE_BASE: LocatorKind = {
	displayName: 'Knowledge Base',
	one: 'a knowledge base',
	table: 'kb_knowledge_base',
	searchListMethod: 'searchKnowledgeBases',
	keys: [{ column: 'title', displayName: 'By Title', placeholder: 'e.g. IT' }],
};

export const articleField: INodeProperties = locator(ARTICLE, { name: 'article' });

/** The chosen article's sys_id or number; the API takes both. @throws InputError */
export function resolveArticle(item: Item): string {
	const { mode, value } = item.located('article', ARTICLE.displayName);
	const shown = mode === 'url' ? fromPage(value) : undefined;
	if (shown !== undefined) return shown;
	const key = resolveLocator(item, ARTICLE, 'article');
	return 'sys_id' in key ? key.sys_id : key.value;
}

/** From the address of the page where people read an article: of a portal, or of the platform itself. */
function fromPage(url: string): string | undefined {
	const text = fullyDecoded(url);
	const named = /[?&](?:sys_kb_id|sysparm_article)=(\w+)/i.exec(text)?.[1];
	const shown = /[?&]id=kb_article\w*(?:&[^#]*)?&sys_id=(\w+)/i.exec(text)?.[1];
	const id = named ?? shown;
	if (id === undefined) return undefined;
	return isSysId(id) ? id.toLowerCase() : recordNumber(id, ARTICLE.displayName);
}

export const articleFieldsOption: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'fields',
	type: 'string',
	default: '',
	placeholder: 'e.g. kb_category,author,sys_updated_on',
	description: 'Names of further fields of the article to return, separated by commas',
};

export const languageOption: INodeProperties = {
	displayName: 'Language',
	name: 'language',
	type: 'string',
	default: '',
	placeholder: 'e.g. de',
	description: 'Language of the articles as two letters. Empty takes that of the signed-in user.',
};

/** Parameters of the API that these options stand for. @throws InputError */
export function articleQuery(options: IDataObject): Record<string, string> {
	const columns = columnList(options.fields, 'Additional Fields');
	const language = String(options.language ?? '').trim();
	if (!/^[\w-]*(\s*,\s*[\w-]+)*$/.test(language)) {
		throw new InputError('Language', `"${language}" is not a language`, 'Use two letters such as de, or all.');
	}
	return {
		...(columns.length > 0 ? { fields: columns.join(',') } : {}),
		...(language === '' ? {} : { language: language.replace(/\s/g, '') }),
	};
}

/** Labels and names alone, or all that the API tells of a field. */
export function valueForm(item: Item): ValueForm {
	return isSimplified(item) ? 'true' : 'all';
}
