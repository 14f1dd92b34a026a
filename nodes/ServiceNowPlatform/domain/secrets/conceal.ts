/** Shorter ones stand in any text by chance. */
const SHORTEST = 4;
const SHORTEST_PART = 8;

const HIDDEN = '•••';

const NAMED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** The forms in which each character of a secret may stand in a text. */
type Forms = string[][];

/** A text that somebody else wrote, without the secrets that they may have repeated in it, in whatever form. */
export function conceal(text: string, secrets: unknown[]): string {
	const known = secrets.filter((secret) => typeof secret === 'string' && secret.length >= SHORTEST) as string[];
	const longestFirst = known.sort((one, other) => other.length - one.length);
	// Of one that is longer than the text only the beginning can stand there; three characters more make whole groups of base64.
	return longestFirst.flatMap((secret) => writings(secret.slice(0, text.length + 3))).reduce(without, text);
}

/** Large answers that repeat a token are gone through string by string. */
const formsKnown = new Map<string, string[]>();

function formsOf(sign: string): string[] {
	const known = formsKnown.get(sign) ?? formsMade(sign);
	formsKnown.set(sign, known);
	return known;
}

/** How a secret may be written: character by character, or all of it in base64. */
function writings(secret: string): Forms[] {
	const bytes = Buffer.from(secret);
	const encoded = [bytes.toString('base64').replace(/={1,2}$/, ''), bytes.toString('base64url')];
	return [Array.from(secret, formsOf), ...encoded.map((writing) => Array.from(writing, (sign) => [sign]))];
}

/** A character as it is, and as JSON, addresses, forms and web pages write it. Letters and digits stay what they are. */
function formsMade(sign: string): string[] {
	if (/^[A-Za-z0-9]$/.test(sign)) return [sign];
	const code = sign.codePointAt(0) ?? 0;
	const percent = Array.from(Buffer.from(sign), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
	const units = Array.from(sign.split(''), (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
	const forms = [sign, JSON.stringify(sign).slice(1, -1), percent, units, `&#x${code.toString(16)};`, `&#${code};`];
	const upper = [
		percent.toUpperCase(),
		units.toUpperCase().replaceAll('\\U', '\\u'),
		`&#x${code.toString(16).toUpperCase()};`,
	];
	const special = [NAMED[sign] ?? sign, sign === ' ' ? '+' : sign, sign === '/' ? '\\/' : sign];
	return [...new Set([...forms, ...upper, ...special])];
}

function without(text: string, forms: Forms): string {
	// Where a long text was cut off, half of a secret may be left.
	const whole = text.replace(/…$/, '');
	let shown = '';
	let from = 0;
	for (let at = 0; at < whole.length; at++) {
		const end = endOf(whole, at, forms, 0);
		if (end === undefined) continue;
		shown += whole.slice(from, at) + HIDDEN;
		from = end;
		at = end - 1;
	}
	return shown.endsWith(HIDDEN) && from === whole.length ? shown : shown + text.slice(from);
}

/** Where the secret ends that begins here, or the text that breaks off within it. */
function endOf(text: string, at: number, forms: Forms, index: number): number | undefined {
	const signs = forms[index];
	if (signs === undefined) return at;
	const part = index >= SHORTEST_PART ? text.length : undefined;
	if (at === text.length) return part;
	for (const sign of signs) {
		const end = text.startsWith(sign, at) ? endOf(text, at + sign.length, forms, index + 1) : undefined;
		if (end !== undefined) return end;
	}
	return part !== undefined && signs.some((sign) => sign.startsWith(text.slice(at))) ? part : undefined;
}
