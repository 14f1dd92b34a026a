import { ApiFailure } from './failure';
import type { ApiRequest, ApiResponse, Steps } from './request';

/**
 * Answers that hold for the length of one execution, such as the columns of a table: what one item has asked, the others need not ask
 * again. A missing right is remembered, too; any other failure may have passed by the next time.
 */
export class Memory {
	private readonly answers = new Map<string, ApiResponse | ApiFailure>();

	/** @throws ApiFailure */
	*ask(request: ApiRequest): Steps<ApiResponse> {
		const key = JSON.stringify([request.path, request.query]);
		const known = this.answers.get(key) ?? (yield* this.first(key, request));
		if (known instanceof ApiFailure) throw known;
		return known;
	}

	private *first(key: string, request: ApiRequest): Steps<ApiResponse> {
		try {
			const response = yield request;
			this.answers.set(key, response);
			return response;
		} catch (error) {
			if (error instanceof ApiFailure && error.kind === 'forbidden') this.answers.set(key, error);
			throw error;
		}
	}
}
