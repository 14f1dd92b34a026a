import { text } from './host.mts';

/** The operators of scripts, in the form that encoded queries have them. */
export function encoded(name: unknown, operator?: unknown, value?: unknown): string {
	if (operator === undefined && value === undefined) return text(name);
	if (value === undefined) return `${text(name)}=${text(operator)}`;
	const words: Record<string, string> = { CONTAINS: 'LIKE', '!=': '!=', 'DOES NOT CONTAIN': 'NOT LIKE' };
	const sign = text(operator).toUpperCase();
	const list = Array.isArray(value) ? value.map(text).join(',') : text(value);
	return `${text(name)}${words[sign] ?? sign}${list}`;
}
