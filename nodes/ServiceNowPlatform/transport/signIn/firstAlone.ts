import { ApiFailure } from '../../domain/failure/failure';
import type { Account } from './credentials';

/** Per execution: whether its API key, password or certificate has been accepted, or the request that is to find out. */
const proofs = new WeakMap<Account, Promise<ApiFailure | undefined>>();

/**
 * Sends with a sign-in that cannot be renewed. The first request of an execution travels alone: should it be refused, all others fail
 * with it and are not sent, since a few refusals of a password lock the account. Not conclusive is what one API alone may refuse.
 */
export async function firstAlone<T>(
	account: Account,
	send: () => Promise<T | ApiFailure>,
	{ isConclusive = true } = {},
): Promise<T | ApiFailure> {
	for (let proof = proofs.get(account); proof !== undefined; proof = proofs.get(account)) {
		const refusal = await proof;
		if (refusal !== undefined) return refusal;
		if (proofs.get(account) === proof) return await send();
	}
	const first = send();
	const proof = first.then(
		(outcome) => settle(account, outcome, isConclusive),
		() => void proofs.delete(account),
	);
	proofs.set(account, proof);
	return await first;
}

/** A refusal stands. Any other failure says nothing about the sign-in, save that ServiceNow let it pass where it had a status. */
function settle(account: Account, outcome: unknown, isConclusive: boolean): ApiFailure | undefined {
	if (!(outcome instanceof ApiFailure)) return undefined;
	const isRefused = outcome.kind === 'unauthenticated';
	if (isRefused && isConclusive) return outcome;
	if (isRefused || outcome.facts.status === undefined) proofs.delete(account);
	return undefined;
}
