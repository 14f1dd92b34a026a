import { isSysId } from '../../domain/address/record';
import { InputError } from '../../domain/failure/inputError';
import type { Json } from '../../domain/api/json';
import { recordOf } from '../../domain/api/request';
import { articleRequest, withColumns } from '../../domain/knowledge';
import { plainText } from '../../domain/values/html';
import { isSimplified, outputField } from '../../properties/output/form';
import { optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';
import { articleField, articleFieldsOption, articleQuery, languageOption, resolveArticle, valueForm } from './article';

const output = outputField(['raw', 'simplified'], {
	raw: 'Everything that ServiceNow sends, the content as HTML',
	simplified: 'The content as plain text, which is what language models like; values of fields as people see them',
});

export const get: Operation = {
	option: {
		name: 'Get',
		description: 'Get an article with its content and the list of its files',
		action: 'Get knowledge article',
	},
	readOnly: true,
	properties: [
		articleField,
		output,
		optionsField(
			[
				articleFieldsOption,
				{
					...languageOption,
					description: 'Language of the translation that is wanted, as two letters; only for articles chosen by number',
				},
				{
					displayName: 'Count as a View',
					name: 'countView',
					type: 'boolean',
					default: false,
					description: 'Whether the article counts as read once more by the signed-in user',
				},
			],
			'alone',
		),
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
		const article = withColumns(recordOf(answer), valueForm(item));
		return [isSimplified(item) ? withPlainText(article) : article];
	},
};

function withPlainText(article: Json): Json {
	const { content } = article;
	return typeof content === 'string' ? { ...article, content: plainText(content) } : article;
}
