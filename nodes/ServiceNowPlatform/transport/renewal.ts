import { ApiFailure } from '../domain/failure';
import type { RequestContext } from './context';
import { type Account, type StoredToken, storedToken } from './credentials';
import { failureOf } from './exceptions';
import { isDue, noteIssued } from './token';

/** Renewals under way, by credential: whoever needs one meanwhile waits for it. */
const underWay = new Map<string, Promise<void>>();

/** First requests under way, by credential: n8n fetches the first token inside a request, so there may be only one of them. */
const firstRequests = new Map<string, Promise<unknown>>();

/** The stored token, renewed before if its end is near; undefined when there is none yet and the next request will fetch it. */
export async function freshToken(context: RequestContext, account: Account): Promise<StoredToken | undefined> {
	const token = await readToken(context, account);
	if (token === undefined || !isDue(account.key, token, Date.now())) return token;
	try {
		await renew(context, account, token.accessToken);
	} catch (error) {
		if (expired(token)) throw failureOf(error);
		context.logger?.warn(
			`The ServiceNow token could not be renewed ahead of its end and is used on: ${failureOf(error).message}`,
		);
		return token;
	}
	return await readToken(context, account);
}

/** Renews `stale`, unless somebody else has done so already. One renewal per credential at a time, however many ask for it. */
export async function renew(context: RequestContext, account: Account, stale: string): Promise<void> {
	const running = underWay.get(account.key);
	if (running !== undefined) return await running;
	const renewal = renewNow(context, account, stale).finally(() => underWay.delete(account.key));
	underWay.set(account.key, renewal);
	return await renewal;
}

async function renewNow(context: RequestContext, account: Account, stale: string): Promise<void> {
	const current = await readToken(context, account);
	if (current !== undefined && current.accessToken !== stale && !isDue(account.key, current, Date.now())) return;
	const since = Date.now();
	const { refreshOAuth2Token } = context.helpers;
	await refreshOAuth2Token.call(context as ThisParameterType<typeof refreshOAuth2Token>, account.type);
	const renewed = await readToken(context, account);
	if (renewed !== undefined) noteIssued(account.key, renewed, since);
}

/**
 * Sends the request that makes n8n fetch the first token. While it is under way, others wait; when it fails to sign in they fail
 * with it, since asking again with the same secret helps nobody and may lock the account.
 */
export async function firstRequest<T>(
	context: RequestContext,
	account: Account,
	send: () => Promise<T>,
	again: () => Promise<T>,
): Promise<T> {
	const running = firstRequests.get(account.key);
	if (running !== undefined) {
		await running;
		return await again();
	}
	const opened = openGate(context, account, send());
	firstRequests.set(account.key, opened.gate);
	return await opened.answer;
}

/** `gate` ends when the first request has: well, unless its sign-in failed. */
function openGate<T>(
	context: RequestContext,
	account: Account,
	answer: Promise<T>,
): { answer: Promise<T>; gate: Promise<void> } {
	const since = Date.now();
	const gate = answer
		.then(
			async () => {
				const token = await readToken(context, account);
				if (token !== undefined) noteIssued(account.key, token, since);
			},
			(error) => {
				if (error instanceof ApiFailure && error.kind === 'sign-in') throw error;
			},
		)
		.finally(() => firstRequests.delete(account.key));
	// Whoever sent the first request hears of its failure from the answer; the gate may have nobody waiting.
	gate.catch(() => undefined);
	return { answer: gate.then(async () => await answer), gate };
}

async function readToken(context: RequestContext, account: Account): Promise<StoredToken | undefined> {
	return storedToken(await context.getCredentials(account.type));
}

function expired(token: StoredToken): boolean {
	return token.expiresAt === undefined || Date.now() >= token.expiresAt;
}
