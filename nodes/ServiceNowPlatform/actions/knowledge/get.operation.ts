import type { INodeProperties } from 'n8n-workflow';
import { isSysId } from '../../domain/address/record';
import { InputError } from '../../domain/failure/inputError';
import type { Json } from '../../domain/api/json';
import { recordOf } from '../../domain/api/request';
import { articleRequest, withFields } from '../../domain/knowledge';
import { plainText } from '../../domain/values/html';
import { valuesOption } from '../../properties/output/read';
import { optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';
import { articleField, articleFieldsOption, articleQuery, languageOption, resolveArticle, valueForm } from './article';

const contentField: INodeProperties = {
	displayName: 'Content',
	name: 'content',
	type: 'options',
	options: [
		{ name: 'HTML', value: 'html', description: 'As it is stored' },
		{ name: 'HTML and Plain Text', value: 'both', description: 'The text is in content_text' },
		{ name: 'Plain Text', value: 'text', description: 'Without markup, as language models like it' },
	],
	default: 'html',
	description: 'Form of the article’s content',
};

export const get: Operation = {
	option: {
		name: 'Get',
		description: 'Get an article with its content and the list of its files',
		action: 'Get a knowledge article',
	},
	readOnly: true,
	properties: [
		articleField,
		contentField,
		optionsField([
			articleFieldsOption,
			{
				...languageOption,
				description: 'Language of the translation that is wanted, as two letters; only for articles chosen by number',
			},
			valuesOption,
			{
				displayName: 'Count as a View',
				name: 'countView',
				type: 'boolean',
				default: false,
				description: 'Whether the article counts as read once more by the signed-in user',
			},
		]),
	],
	*run(item) {
		const id = resolveArticle(item);
		const options = item.collection('options');
		const query = articleQuery(options);
		if (query.language !== undefined && isSysId(id)) {
			throw new InputError(
				'Language',
				'Only an article that is chosen by its number has translations',
				'Choose the article by its number, or remove the language.',
			);
		}
		// The parameter counts as set whatever its value is.
		const viewed: Record<string, string> = options.countView === true ? { update_view: 'true' } : {};
		const answer = yield articleRequest(id, { ...query, ...viewed });
		return [withContent(withFields(recordOf(answer), valueForm(options)), item.text('content'))];
	},
};

function withContent(article: Json, form: string): Json {
	const { content } = article;
	if (typeof content !== 'string' || (form !== 'text' && form !== 'both')) return article;
	return { ...article, [form === 'text' ? 'content' : 'content_text']: plainText(content) };
}
