import { sleep } from 'n8n-workflow';
import { ApiFailure } from '../../domain/failure/failure';
import { secretsOf, withoutSecrets } from '../../domain/secrets/secrets';
import { tokenFailureOf } from '../errors/exceptions';
import type { RequestContext } from './context';
import type { Account, StoredToken } from './credentials';
import { strategyOf, type TokenStrategy } from './strategy';
import { isDue, isOver, noteIssued } from './token';

/** How a token is asked for. Refusals are never repeated: they could lock the account. */
interface RenewalLimits {
	/** Requests for one token, when the token endpoint is busy or broken. */
	attempts: number;
	/** Milliseconds for all of them together; n8n's own OAuth2 waits five minutes for a token endpoint that says nothing. */
	timeLimit: number;
}

/** Without a new token nothing goes on. */
const NEEDED: RenewalLimits = { attempts: 3, timeLimit: 60_000 };
/** The old one still lives. */
const AHEAD: RenewalLimits = { attempts: 1, timeLimit: 10_000 };

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;

/** Renewals under way, by credential: whoever needs one meanwhile waits for it. */
const underWay = new Map<string, { effort: RenewalLimits; done: Promise<void> }>();

/** By credential, the token that could not be replaced ahead of its end. It is used to its end before the next try. */
const usedToTheEnd = new Map<string, string>();

/** A credential whose token is renewed. */
interface Holder {
	context: RequestContext;
	account: Account;
	strategy: TokenStrategy;
}

/** A token to send a request with: the stored one, renewed before if its end is near, or the first one. */
export async function freshToken(context: RequestContext, account: Account): Promise<StoredToken | undefined> {
	const strategy = strategyOf(account);
	if (strategy === undefined) return undefined;
	const holder = { context, account, strategy };
	const token = await readToken(holder);
	if (token === undefined || isOver(account.key, token, Date.now())) {
		await renewal(holder, token?.accessToken, NEEDED);
		return await readToken(holder);
	}
	if (!isDue(account.key, token, Date.now()) || usedToTheEnd.get(account.key) === token.accessToken) return token;
	try {
		await renewal(holder, token.accessToken, AHEAD);
	} catch (error) {
		await warnOnce(holder, token.accessToken, error);
	}
	const renewed = await readToken(holder);
	if (renewed !== undefined && isDue(account.key, renewed, Date.now())) {
		usedToTheEnd.set(account.key, renewed.accessToken);
	}
	return renewed;
}

/** However many requests wait for the same renewal in vain. */
async function warnOnce({ context, account }: Holder, token: string, error: unknown): Promise<void> {
	const { key, type } = account;
	if (usedToTheEnd.get(key) === token) return;
	usedToTheEnd.set(key, token);
	const { message } = withoutSecrets(tokenFailureOf(error), secretsOf(await context.getCredentials(type)));
	context.logger?.warn(`The ServiceNow token could not be renewed ahead of its end and is used on: ${message}`);
}

/** Renews `stale`, unless somebody else has done so already. @throws ApiFailure */
export async function renew(context: RequestContext, account: Account, stale: string | undefined): Promise<void> {
	const strategy = strategyOf(account);
	if (strategy !== undefined) await renewal({ context, account, strategy }, stale, NEEDED);
}

/** One renewal per credential at a time, however many ask for it. */
async function renewal(holder: Holder, stale: string | undefined, effort: RenewalLimits): Promise<void> {
	const { key } = holder.account;
	const running = underWay.get(key);
	if (running !== undefined && running.effort.attempts >= effort.attempts) return await running.done;
	if (running !== undefined) {
		// A lesser effort may be in vain.
		await Promise.allSettled([running.done]);
		return await renewal(holder, stale, effort);
	}
	const done = renewNow(holder, stale, effort).finally(() => underWay.delete(key));
	underWay.set(key, { effort, done });
	return await done;
}

async function renewNow(
	holder: Holder,
	stale: string | undefined,
	{ attempts, timeLimit }: RenewalLimits,
): Promise<void> {
	const { context, account, strategy } = holder;
	const current = await readToken(holder);
	if (current !== undefined && current.accessToken !== stale && !isDue(account.key, current, Date.now())) return;
	const limit = AbortSignal.timeout(timeLimit);
	for (let attempt = 1; ; attempt++) {
		const since = Date.now();
		const failure = await within(limit, timeLimit, strategy.fetch(context, account, current)).then(
			() => undefined,
			(error) => tokenFailureOf(error),
		);
		if (failure === undefined) return await noteRenewed(holder, since);
		const pause = attempt < attempts ? pauseAfter(failure, attempt) : undefined;
		if (pause === undefined || limit.aborted) throw failure;
		await sleep(pause);
	}
}

async function noteRenewed(holder: Holder, since: number): Promise<void> {
	const renewed = await readToken(holder);
	if (renewed !== undefined) noteIssued(holder.account.key, renewed, since);
}

/** Undefined where nothing is to be gained by asking again. */
function pauseAfter({ kind, facts }: ApiFailure, attempt: number): number | undefined {
	if (kind !== 'token-unavailable') return undefined;
	if (facts.retryAfter === undefined) return FIRST_PAUSE * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
	return facts.retryAfter * 1000 <= LONGEST_PAUSE ? facts.retryAfter * 1000 : undefined;
}

async function within(limit: AbortSignal, timeLimit: number, work: Promise<void>): Promise<void> {
	const over = new Promise<never>((_, reject) => {
		limit.addEventListener('abort', () =>
			reject(
				new ApiFailure({
					kind: 'token-unavailable',
					message: `The token endpoint did not answer within ${timeLimit / 1000} s`,
				}),
			),
		);
	});
	return await Promise.race([work, over]);
}

async function readToken({ context, account, strategy }: Holder): Promise<StoredToken | undefined> {
	return strategy.read(await context.getCredentials(account.type), account);
}
