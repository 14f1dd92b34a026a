import { createCipheriv, createHash } from 'node:crypto';

const KEY = createHash('sha256').update('password2').digest();
const VECTOR = Buffer.alloc(16);

/** Two-way encrypted passwords leave the platform as ciphertext; here it only matters that nobody can read them. */
export function ciphertext(value: string): string {
	const cipher = createCipheriv('aes-256-cbc', KEY, VECTOR);
	return Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]).toString('base64');
}

/** Passwords of users are kept as a digest, which the platform gives out to those who may read it. Its form is not documented. */
export function digest(value: string): string {
	return createHash('sha256').update(value).digest('base64');
}
