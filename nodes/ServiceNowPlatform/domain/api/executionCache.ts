import { ApiFailure } from '../failure/failure';
import { type ApiRequest, type ApiResponse, attempt, type Steps } from './request';

/**
 * Answers that hold for the length of one execution, such as the columns of a table: what one item has asked, the others need not ask
 * again. A missing right is remembered, too; any other failure may have passed by the next time.
 */
export class ExecutionCache {
	private readonly answers = new Map<string, ApiResponse | ApiFailure>();

	/** @throws ApiFailure */
	*ask(request: ApiRequest): Steps<ApiResponse> {
		const answer = yield* this.attempt(request);
		if (answer instanceof ApiFailure) throw answer;
		return answer;
	}

	/** As `ask`, with the failure as a value. */
	*attempt(request: ApiRequest): Steps<ApiResponse | ApiFailure> {
		const key = JSON.stringify([request.path, request.query]);
		return this.answers.get(key) ?? (yield* this.askFirst(key, request));
	}

	private *askFirst(key: string, request: ApiRequest): Steps<ApiResponse | ApiFailure> {
		const answer = yield* attempt(request);
		if (!(answer instanceof ApiFailure)) this.answers.set(key, answer);
		else if (answer.kind === 'forbidden') this.answers.set(key, answer);
		return answer;
	}
}
