/** Characters of a text that tell what it is about. */
const LENGTH = 300;
const END = /… \(\d+ characters; Get has all of them\)$/;

/** The beginning of a long text, and how long all of it is; others as they are. */
export function excerpt(text: string): string {
	return text.length > LENGTH ? `${text.slice(0, LENGTH)}… (${text.length} characters; Get has all of them)` : text;
}

/** Whether it is only the beginning of a text: written, it would take the place of the whole. */
export function isExcerpt(text: string): boolean {
	return END.test(text);
}
