/** Input that cannot be used; found before any request is sent. */
export class InputProblem extends Error {
	constructor(
		/** The field's name as the user sees it. */
		readonly field: string,
		message: string,
		/** What to do about it. */
		readonly advice: string,
	) {
		super(message);
		this.name = 'InputProblem';
	}
}
