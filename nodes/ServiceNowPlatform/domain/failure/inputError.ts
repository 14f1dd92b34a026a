/** Input that cannot be used; found before any request is sent. */
export class InputError extends Error {
	/** The field's name as the user sees it. */
	readonly field: string;

	/** What to do about it. */
	readonly advice: string;

	constructor(field: string, message: string, advice: string) {
		super(message);
		this.name = 'InputError';
		this.field = field;
		this.advice = advice;
	}
}
