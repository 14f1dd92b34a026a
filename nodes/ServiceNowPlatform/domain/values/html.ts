/** Elements of which each begins a line of its own. */
const BLOCK = /<\/?(?:p|div|h[1-6]|ul|ol|table|tr|blockquote|pre|section|article|header|footer|hr|dl|dt|dd)\b[^>]*>/gi;
const NAMED = new Map(
	Object.entries({
		...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', hellip: '…', ndash: '–', mdash: '—' },
		...{ lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', bull: '•', copy: '©', reg: '®', trade: '™', deg: '°' },
		...{ auml: 'ä', ouml: 'ö', uuml: 'ü', Auml: 'Ä', Ouml: 'Ö', Uuml: 'Ü', szlig: 'ß', eacute: 'é', euro: '€' },
	}),
);
const LAST_CHARACTER = 0x10ffff;

/** The text of HTML as one would read it: a line for each paragraph and each entry of a list. */
export function plainText(html: string): string {
	const marked = html
		.replace(/<pre\b[\s\S]*?<\/pre\s*>/gi, (code) => code.replace(/\r\n?|\n/g, '<br>'))
		.replace(/<!--[\s\S]*?-->|<(script|style|head)\b[\s\S]*?<\/\1\s*>/gi, '')
		.replace(/\s+/g, ' ')
		.replace(/<br\b[^>]*>/gi, '\n')
		.replace(/<li\b[^>]*>/gi, '\n- ')
		.replace(/<\/t[dh]\s*>/gi, ' ')
		.replace(BLOCK, '\n');
	const lines = decoded(marked.replace(/<[^>]*>/g, ''))
		.split('\n')
		.map((line) => line.replace(/[^\S\n]+/g, ' ').trim());
	return lines
		.filter((line, index) => line !== '' || lines[index - 1] !== '')
		.join('\n')
		.trim();
}

/** Character references as the characters that they stand for; unknown ones stay. */
export function decoded(text: string): string {
	return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex?: string, decimal?: string, name?: string) => {
		if (name !== undefined) return NAMED.get(name) ?? all;
		const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
		return code > 0 && code <= LAST_CHARACTER ? String.fromCodePoint(code) : all;
	});
}
