import { ApiFailure } from '../failure/failure';
import type { ApiResponse } from '../api/request';
import { conceal } from './conceal';

/** Fields of the credential types whose values must never be seen. */
const FIELDS = [
	'clientSecret',
	'oauthClientSecret',
	'privateKey',
	'passphrase',
	'password',
	'apiKey',
	'accessToken',
	'refreshToken',
	'clientCertificateKey',
	'clientCertificatePassphrase',
];

/** The secrets that a credential holds, in the forms in which they travel. */
export function secretsOf(credential: Record<string, unknown>): string[] {
	const { access_token, refresh_token } = (credential.oauthTokenData ?? {}) as Record<string, unknown>;
	const { username, password } = credential;
	const basic = typeof password === 'string' && password !== '' ? `${String(username)}:${password}` : '';
	const values = [...FIELDS.map((field) => credential[field]), access_token, refresh_token, basic];
	return values.filter((value) => typeof value === 'string');
}

/** A failure without the secrets that the words of the instance, or of whatever stands before it, may have repeated. */
export function withoutSecrets(failure: ApiFailure, secrets: string[]): ApiFailure {
	const { message, detail, body, transaction, before } = failure.facts;
	const told = { message, detail, body, transaction, before };
	const shown = concealWithin(told, secrets) as typeof told;
	const changed = Object.entries(shown).filter(([, value]) => value !== undefined);
	if (JSON.stringify(shown) === JSON.stringify(told)) return failure;
	return new ApiFailure({ ...failure.facts, ...Object.fromEntries(changed) });
}

/** Shorter ones, and words or numbers alone, may be data like any other. */
const SHORTEST_ECHO = 16;
const SHORTEST_MIXED = 8;

function isTelling(secret: string): boolean {
	const isMixed = /[a-z]/i.test(secret) && /[^a-z]/i.test(secret);
	return secret.length >= (isMixed ? SHORTEST_MIXED : SHORTEST_ECHO);
}

/** An answer without the sign-in, should the API repeat what it was sent. */
export function withoutEcho(answer: ApiResponse, secrets: string[]): ApiResponse {
	const telling = secrets.filter(isTelling);
	if (telling.length === 0) return answer;
	const text = JSON.stringify([answer.headers, answer.body]);
	const echoed = telling.filter((secret) => mayHold(text, secret));
	if (echoed.length === 0) return answer;
	const headers = Object.entries(answer.headers).map(([name, value]) => [name, conceal(value, echoed)]);
	return { ...answer, headers: Object.fromEntries(headers), body: concealWithin(answer.body, echoed) };
}

/** Large answers are looked through in full only if they have the part of a secret that is the same in whatever form it is written. */
function mayHold(text: string, secret: string): boolean {
	const bytes = Buffer.from(secret);
	return [secret, bytes.toString('base64'), bytes.toString('base64url')].some((writing) => {
		const runs = writing.match(/[A-Za-z0-9]+/g) ?? [''];
		return text.includes(runs.reduce((longest, run) => (run.length > longest.length ? run : longest)));
	});
}

function concealWithin(value: unknown, secrets: string[]): unknown {
	if (typeof value === 'string') return conceal(value, secrets);
	if (Array.isArray(value)) return value.map((entry) => concealWithin(entry, secrets));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, entry]) => [conceal(name, secrets), concealWithin(entry, secrets)]),
	);
}
