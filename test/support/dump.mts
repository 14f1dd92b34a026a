/** Every text that can be reached from a value: of errors their stack and cause, too, and what is not enumerable. */
export function textsOf(value: unknown): string {
	const texts: string[] = [];
	const seen = new Set<unknown>();
	const visit = (part: unknown): void => {
		if (typeof part === 'string') texts.push(part);
		if (!holdsParts(part) || seen.has(part)) return;
		seen.add(part);
		if (ArrayBuffer.isView(part)) return void texts.push(Buffer.from(part.buffer).toString('latin1'));
		if (part instanceof Map || part instanceof Set) for (const entry of part) visit(entry);
		for (const key of Reflect.ownKeys(part)) {
			texts.push(String(key));
			visit(Reflect.get(part, key));
		}
	};
	visit(value);
	return texts.join('\n');
}

function holdsParts(value: unknown): value is object {
	return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** How a secret may look in a text. */
export function formsOf(secret: string): string[] {
	return [
		secret,
		encodeURIComponent(secret),
		new URLSearchParams([['', secret]]).toString().slice(1),
		JSON.stringify(secret).slice(1, -1),
		secret.replace(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? '&#39;'),
		secret.replace(/[&<>"'=]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`),
	];
}

const ENCODED = /[A-Za-z0-9+/_-]{12,}/g;

/** Which of the secrets stand in the text: as they are, encoded for an address or JSON, or somewhere inside base64. */
export function secretsIn(text: string, secrets: Record<string, string>): string[] {
	const decoded = [...text.matchAll(ENCODED)].flatMap(([run]) =>
		[0, 1, 2, 3].map((shift) => Buffer.from(run.slice(shift), 'base64').toString('utf8')),
	);
	const whole = [text, ...decoded].join('\n');
	return Object.entries(secrets)
		.filter(([, secret]) => formsOf(secret).some((form) => whole.includes(form)))
		.map(([name]) => name);
}
