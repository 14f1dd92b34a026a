/** Searching articles by words. The score says how often, and where, the words are found. */
import type { Row } from '../../types.mts';

const SNIPPET = 280;
/** A word in the title counts as much as so many in the body. */
const TITLE = 10;

export function plainText(html: string): string {
	return html
		.replace(/<[^>]*>/g, ' ')
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
