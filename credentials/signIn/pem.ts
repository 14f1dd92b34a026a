const FRAME = /-----BEGIN ([A-Z0-9 ]+?)-----([\s\S]*?)-----END \1-----/g;

/** Header of a key encrypted the old way. Its initial vector may run into the base64 after it when line breaks were lost. */
const OLD_ENCRYPTION =
	/Proc-Type:\s*4,\s*ENCRYPTED\s*DEK-Info:\s*(AES-\d+-CBC,\s*[0-9A-F]{32}|DES[A-Z0-9-]*,\s*[0-9A-F]{16})/i;

/**
 * PEM text as OpenSSL wants it, from whatever a single-line input field, an environment variable or a JSON file made of it: no line
 * breaks, `\n` spelled out, blanks, quotes, text around it, or the whole once more in base64. Undefined when it holds no PEM.
 */
export function pemOf(text: string): string | undefined {
	const frames = [...unescaped(text).matchAll(FRAME)].map(([, label = '', body = '']) => frame(label, body));
	return frames.length > 0 ? frames.join('') : undefined;
}

function unescaped(text: string): string {
	const plain = text.replace(/\\r|\\n/g, '\n');
	if (plain.includes('-----BEGIN')) return plain;
	return Buffer.from(plain.replace(/\s/g, ''), 'base64').toString('latin1');
}

function frame(label: string, body: string): string {
	const [header = '', vector = ''] = OLD_ENCRYPTION.exec(body) ?? [];
	const base64 = body.slice(header === '' ? 0 : body.indexOf(header) + header.length).replace(/[^A-Za-z0-9+/=]/g, '');
	const lines = [
		`-----BEGIN ${label}-----`,
		...(vector === '' ? [] : ['Proc-Type: 4,ENCRYPTED', `DEK-Info: ${vector.replace(/\s/g, '')}`, '']),
		...(base64.match(/.{1,64}/g) ?? []),
		`-----END ${label}-----`,
	];
	return `${lines.join('\n')}\n`;
}
