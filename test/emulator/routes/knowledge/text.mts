/** Searching articles by words. The score says how often, and where, the words are found. */
import type { Row } from '../../types.mts';

const SNIPPET = 280;
/** A word in the title counts as much as so many in the body. */
const TITLE = 10;

/** Each tag as a blank. By hand: an expression would look for the end of every `<` that has none, again and again. */
function withoutTags(html: string): string {
	let text = '';
	let from = 0;
	for (let open = html.indexOf('<'); open >= 0; open = html.indexOf('<', from)) {
		const close = html.indexOf('>', open);
		if (close < 0) break;
		text += `${html.slice(from, open)} `;
		from = close + 1;
	}
	return text + html.slice(from);
}

export function plainText(html: string): string {
	return withoutTags(html)
		.replace(/&nbsp;/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
}

export const wordsOf = (query: string): string[] => query.toLowerCase().split(/\s+/).filter(Boolean);

const occurrences = (text: string, word: string): number => text.toLowerCase().split(word).length - 1;

export function scoreOf(article: Row, words: readonly string[]): number {
	const title = article.short_description ?? '';
	const body = plainText(`${article.text ?? ''} ${article.wiki ?? ''} ${article.meta ?? ''}`);
	return words.reduce((sum, word) => sum + occurrences(title, word) * TITLE + occurrences(body, word), 0);
}

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The beginning of the text, with the words that were searched for in bold. */
export function snippetOf(article: Row, words: readonly string[]): string {
	const text = plainText(`${article.text ?? ''} ${article.wiki ?? ''}`).slice(0, SNIPPET);
	if (words.length === 0) return text;
	return text.replace(new RegExp(words.map(escaped).join('|'), 'gi'), (found) => `<B>${found}</B>`);
}
