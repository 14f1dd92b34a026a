/** More of what somebody else wrote helps nobody, and costs whoever stores or searches it. */
const MOST_WORDS = 2_000;
const MOST_BODY = 2_000;

/** A text of others as it may be shown: without what could steer a terminal or a log, and no longer than anybody reads. */
export function plainWords(text: string): string {
	return excerpt(text, MOST_WORDS).replace(/[\p{Cc}\u2028\u2029]/gu, (one) => (one === '\n' ? one : ' '));
}

export function excerpt(text: string, most = 300): string {
	return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** A body as an error keeps it: whole where it is small, else its beginning. */
export function bodyExcerpt(body: unknown): unknown {
	if (typeof body === 'string') return excerpt(body);
	const text = JSON.stringify(body) ?? '';
	return text.length > MOST_BODY ? excerpt(text) : body;
}
