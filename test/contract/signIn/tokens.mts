/** Words of the token endpoint that several files of this suite use. */
import type { Answer } from '../instance.mts';

export interface Token {
	access_token: string;
	refresh_token?: string;
	scope: string;
	token_type: string;
	expires_in: number;
}

export const tokenOf = (answer: Answer) => answer.json<Token>();

export const bearer = (token: string) => ({ as: undefined, headers: { authorization: `Bearer ${token}` } });

/** The platform's one answer to every mistake at the token endpoint. */
export function expectDenied(answer: Answer): void {
	expect(answer.status).toBe(401);
	expect(answer.json()).toEqual({ error_description: 'access_denied', error: 'server_error' });
}
