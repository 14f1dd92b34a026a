/** Shorter ones stand in any text by chance. */
const SHORTEST = 4;

/**
 * A text that somebody else wrote, without the secrets that they may have repeated in it, in whatever form. The node has this too, since
 * neither may import from the other; a test holds them against each other.
 */
export function conceal(text: string, secrets: unknown[]): string {
	const forms = secrets.flatMap(formsOf).sort((one, other) => other.length - one.length);
	return forms.reduce((shown, form) => shown.replaceAll(form, '•••'), text);
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
