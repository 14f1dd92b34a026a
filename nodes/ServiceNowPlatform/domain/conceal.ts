/** Shorter ones stand in any text by chance. */
const SHORTEST = 4;
const SHORTEST_PART = 8;

/** A text that somebody else wrote, without the secrets that they may have repeated in it, in whatever form. */
export function conceal(text: string, secrets: unknown[]): string {
	const forms = secrets.flatMap(formsOf).sort((one, other) => other.length - one.length);
	const shown = forms.reduce((rest, form) => rest.replaceAll(form, '•••'), text);
	return forms.reduce(withoutBeginning, shown);
}

/** Where a long text was cut off, half of a secret may be left. */
function withoutBeginning(text: string, form: string): string {
	const end = text.replace(/…$/, '');
	for (let length = Math.min(form.length, end.length); length >= SHORTEST_PART; length--) {
		if (end.endsWith(form.slice(0, length))) return `${end.slice(0, -length)}•••`;
	}
	return text;
}

function formsOf(secret: unknown): string[] {
	if (typeof secret !== 'string' || secret.length < SHORTEST) return [];
	const bytes = Buffer.from(secret);
	return [
		secret,
		JSON.stringify(secret).slice(1, -1),
		encodeURIComponent(secret),
		new URLSearchParams([['', secret]]).toString().slice(1),
		bytes.toString('base64').replace(/=+$/, ''),
		bytes.toString('base64url'),
	];
}
