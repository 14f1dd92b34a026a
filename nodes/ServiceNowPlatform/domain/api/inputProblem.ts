/** Input that cannot be used; found before any request is sent. */
export class InputProblem extends Error {
	/** The field's name as the user sees it. */
	readonly field: string;

	/** What to do about it. */
	readonly advice: string;

	constructor(field: string, message: string, advice: string) {
		super(message);
		this.name = 'InputProblem';
		this.field = field;
		this.advice = advice;
	}
}
