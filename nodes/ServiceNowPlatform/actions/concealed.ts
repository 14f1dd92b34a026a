import type { IExecuteFunctions } from 'n8n-workflow';
import type { Outcome } from '../domain/api/request';
import { ApiFailure } from '../domain/failure/failure';
import { conceal } from '../domain/secrets/conceal';
import { secretsOf, withoutSecrets } from '../domain/secrets/secrets';
import type { Item } from '../properties/item/item';

/**
 * Takes the secrets of the credential out of whatever n8n is about to show: failures and notes may repeat words of the instance, or of a
 * gateway in front of it, that were judged inside a Batch call or put together later.
 */
export async function concealShown<Result>(
	context: IExecuteFunctions,
	credential: string,
	outcomes: Array<Outcome<Result> | undefined>,
	items: Item[],
): Promise<Array<Outcome<Result> | undefined>> {
	const isShown = outcomes.some((outcome) => outcome?.done === false) || items.some(({ notes }) => notes.length > 0);
	if (!isShown) return outcomes;
	const secrets = secretsOf(await context.getCredentials(credential));
	for (const { notes } of items) for (const note of notes) note.text = conceal(note.text, secrets);
	return outcomes.map((outcome) =>
		outcome?.done === false && outcome.error instanceof ApiFailure
			? { done: false, error: withoutSecrets(outcome.error, secrets) }
			: outcome,
	);
}
