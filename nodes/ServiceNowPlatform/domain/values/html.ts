/** Elements of which each begins a line of its own. */
const BLOCK = new Set(
	'p div h1 h2 h3 h4 h5 h6 ul ol table tr blockquote pre section article header footer hr dl dt dd'.split(' '),
);
const NAMED = new Map(
	Object.entries({
		...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', hellip: '…', ndash: '–', mdash: '—' },
		...{ lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', bull: '•', copy: '©', reg: '®', trade: '™', deg: '°' },
		...{ auml: 'ä', ouml: 'ö', uuml: 'ü', Auml: 'Ä', Ouml: 'Ö', Uuml: 'Ü', szlig: 'ß', eacute: 'é', euro: '€' },
	}),
);
const LAST_CHARACTER = 0x10ffff;

/** Text whose content is not for people, with what ends it. */
const HIDDEN: Record<string, string> = { script: '</script', style: '</style', head: '</head' };

/** The text of HTML as one would read it: a line for each paragraph and each entry of a list. */
export function plainText(html: string): string {
	const lines = decoded(marked(html))
		.split('\n')
		.map((line) => line.replace(/[^\S\n]+/g, ' ').trim());
	return lines
		.filter((line, index) => line !== '' || lines[index - 1] !== '')
		.join('\n')
		.trim();
}

/** The text with breaks in place of tags. Read from front to back once: patterns that look for an end start over at each beginning. */
function marked(html: string): string {
	const ends = new Ends(html);
	let text = '';
	let isCode = false;
	for (let at = 0; at < html.length; ) {
		const start = html.indexOf('<', at);
		const piece = html.slice(at, start < 0 ? html.length : start);
		text += isCode ? piece.replace(/\r\n?/g, '\n') : piece.replace(/\s+/g, ' ');
		if (start < 0) break;
		const tag = tagAt(start, ends);
		if (tag === undefined) {
			text += '<';
			at = start + 1;
			continue;
		}
		if (tag.name === 'pre') isCode = true;
		if (tag.name === '/pre') isCode = false;
		text += markOf(tag.name);
		at = tag.end;
	}
	return text;
}

/** Where texts come next, remembered: what is not there is not looked for again. */
class Ends {
	private readonly lower: string;

	private readonly next = new Map<string, number>();

	constructor(html: string) {
		// Of the same length, unlike toLowerCase() of some letters.
		this.lower = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
	}

	/** Where it begins at or behind a place; -1 if nowhere. */
	of(text: string, from: number): number {
		const known = this.next.get(text);
		if (known !== undefined && (known < 0 || known >= from)) return known;
		const found = this.lower.indexOf(text, from);
		this.next.set(text, found);
		return found;
	}

	nameAt(start: number): string {
		return /^<(!--|\/?[a-z][a-z0-9]*)/.exec(this.lower.slice(start, start + 20))?.[1] ?? '';
	}
}

/** The tag that begins here, up to its end or that of what is not for people; undefined where it has none. */
function tagAt(start: number, ends: Ends): { name: string; end: number } | undefined {
	const name = ends.nameAt(start);
	if (name === '!--') {
		const end = ends.of('-->', start + 4);
		return end < 0 ? plainTag(start, name, ends) : { name, end: end + 3 };
	}
	const closing = HIDDEN[name];
	const closed = closing === undefined ? -1 : ends.of(closing, start);
	return plainTag(closed < 0 ? start : closed, name, ends);
}

function plainTag(from: number, name: string, ends: Ends): { name: string; end: number } | undefined {
	const end = ends.of('>', from);
	return end < 0 ? undefined : { name, end: end + 1 };
}

function markOf(name: string): string {
	if (name === 'br' || BLOCK.has(name.replace('/', ''))) return '\n';
	if (name === 'li') return '\n- ';
	return name === '/td' || name === '/th' ? ' ' : '';
}

/** Character references as the characters that they stand for; unknown ones stay. */
export function decoded(text: string): string {
	return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex?: string, decimal?: string, name?: string) => {
		if (name !== undefined) return NAMED.get(name) ?? all;
		const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
		return code > 0 && code <= LAST_CHARACTER ? String.fromCodePoint(code) : all;
	});
}
