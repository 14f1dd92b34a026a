import { isSysId } from '../../address/record';
import type { ExecutionCache } from '../../api/executionCache';
import { InputError } from '../../failure/inputError';
import type { Json } from '../../api/json';
import { isObject, type Steps } from '../../api/request';
import { resolveIds, findReferenceId } from '../../records/references';
import { assertGiven, wireValue } from '../../values/values';
import { nameOf, plainAnswer, textAnswer } from './plainAnswers';
import type { Variable } from './variables';

export interface AnswerSettings {
	cache: ExecutionCache;
	timeZone: string;
	/** Look up records that are given by name. */
	resolveNames: boolean;
}

/**
 * What is given for the variables of a form, as ServiceNow stores it. A variable that the form does not show is sent as it is given.
 *
 * @throws InputError where a value can be no answer to its question
 */
export function* resolveAnswers(
	settings: AnswerSettings,
	variables: Variable[],
	given: Json,
): Steps<Record<string, string>> {
	const answers: Array<[string, string]> = [];
	for (const [name, value] of Object.entries(given)) {
		const variable = variables.find((candidate) => candidate.name === name);
		answers.push([
			name,
			variable === undefined ? plain(settings, value) : yield* resolveAnswer(settings, variable, value),
		]);
	}
	return Object.fromEntries(answers);
}

/** Mandatory variables without an answer. A check box has one always; what it must be is left to ServiceNow. */
export function unanswered(variables: Variable[], answers: Record<string, string>): Variable[] {
	return variables.filter(
		({ name, kind, mandatory, readOnly, defaultValue }) =>
			mandatory &&
			!readOnly &&
			kind !== 'boolean' &&
			(Object.hasOwn(answers, name) ? (answers[name] ?? '') : defaultValue).trim() === '',
	);
}

/** @throws InputError when mandatory variables have no answer */
export function assertAnswered(variables: Variable[], answers: Record<string, string>): void {
	const missing = unanswered(variables, answers);
	if (missing.length > 0) throw mandatoryMissing(missing.map(nameOf));
}

export function mandatoryMissing(names: string[]): InputError {
	return new InputError(
		'Variables',
		`Mandatory variables have no value: ${names.join(', ')}`,
		'Give them a value. Nothing was sent.',
	);
}

function plain({ timeZone }: AnswerSettings, value: unknown): string {
	return isBlank(value) ? '' : textAnswer(value, timeZone);
}

function isBlank(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

function* resolveAnswer(settings: AnswerSettings, variable: Variable, value: unknown): Steps<string> {
	if (isBlank(value)) return '';
	if (variable.kind !== 'rows') assertGiven({ [nameOf(variable)]: value });
	switch (variable.kind) {
		case 'rows':
			return yield* resolveRows(settings, variable, value);
		case 'reference':
			return yield* resolveReference(settings, variable, wireValue(value, settings.timeZone));
		case 'list':
			return yield* resolveList(settings, variable, value);
		case 'layout':
			return plain(settings, value);
		default:
			return plainAnswer(variable.kind, variable, value, settings.timeZone);
	}
}

function* resolveReference({ cache, resolveNames }: AnswerSettings, variable: Variable, text: string): Steps<string> {
	const name = text.trim();
	if (!resolveNames || variable.reference === '' || name === '' || isSysId(name)) return name;
	return yield* findReferenceId(cache, nameOf(variable), variable.reference, name);
}

function* resolveList(
	{ cache, timeZone, resolveNames }: AnswerSettings,
	variable: Variable,
	value: unknown,
): Steps<string> {
	const { reference } = variable;
	if (resolveNames && reference !== '') {
		const shape = { type: 'glide_list', reference, key: 'sys_id' };
		return yield* resolveIds(cache, { column: nameOf(variable), shape, areAddresses: false }, value);
	}
	const parts = wireValue(value, timeZone).split(',');
	return parts
		.map((part) => part.trim())
		.filter((part) => part !== '')
		.join(',');
}

/** A table of answers travels as JSON: a list with an object for each row. */
function* resolveRows(settings: AnswerSettings, variable: Variable, value: unknown): Steps<string> {
	const given = tableOf(variable, value);
	const answered: Array<Record<string, string>> = [];
	for (const [index, row] of given.entries()) {
		const place: Variable[] = variable.columns.map((column) => ({
			...column,
			label: `${variable.name}, row ${index + 1}: ${column.label}`,
		}));
		const unknown = Object.keys(row).find((name) => !place.some((column) => column.name === name));
		if (unknown !== undefined && place.length > 0) {
			throw new InputError(
				nameOf(variable),
				`It has no column "${unknown}"`,
				`Its columns are: ${place.map(({ name }) => name).join(', ')}.`,
			);
		}
		const cells = yield* resolveAnswers(settings, place, row);
		assertAnswered(place, cells);
		answered.push(cells);
	}
	return JSON.stringify(answered);
}

function tableOf(variable: Variable, value: unknown): Json[] {
	const parsed = typeof value === 'string' ? parsedOr(value) : value;
	const list = Array.isArray(parsed) ? parsed : [parsed];
	if (list.every(isObject)) return list;
	throw new InputError(
		nameOf(variable),
		'It is not a list of rows',
		`Give a list with an object for each row, such as [{"${variable.columns[0]?.name ?? 'column'}": "value"}].`,
	);
}

/** Text that is no JSON is no table, which is then said of it. */
function parsedOr(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
