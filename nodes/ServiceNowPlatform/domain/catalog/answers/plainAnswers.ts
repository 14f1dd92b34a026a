import { InputError } from '../../failure/inputError';
import { isLabel } from '../../records/labels';
import { typedValue } from '../../values/typed';
import { wireValue } from '../../values/values';
import type { VariableKind } from './questionTypes';
import type { Variable, VariableChoice } from './variables';

/** Kinds whose answers need no look at the instance. */
export type PlainKind = Exclude<VariableKind, 'layout' | 'list' | 'reference' | 'rows'>;

const YES = /^(true|yes|1)$/i;
const NO = /^(false|no|0)$/i;

const ANSWERS: Record<PlainKind, (variable: Variable, value: unknown, timeZone: string) => string> = {
	boolean: flag,
	choice,
	date: typed('glide_date'),
	dateTime: typed('glide_date_time'),
	duration: typed('glide_duration'),
	lookup: (variable, value, timeZone) => {
		const text = textAnswer(value, timeZone);
		return choiceFor(variable.choices, text)?.value ?? text;
	},
	text: (_, value, timeZone) => textAnswer(value, timeZone),
	yesNo,
};

function typed(type: string) {
	return (variable: Variable, value: unknown, timeZone: string) =>
		typedValue(value, { column: nameOf(variable), type, timeZone });
}

/** @throws InputError where the value can be no answer */
export function plainAnswer(kind: PlainKind, variable: Variable, value: unknown, timeZone: string): string {
	return ANSWERS[kind](variable, value, timeZone);
}

/** What is text already stays as it is, times included; tables of answers are JSON. */
export function textAnswer(value: unknown, timeZone: string): string {
	if (typeof value === 'string') return value;
	const isTable = Array.isArray(value) && value.some((entry) => typeof entry === 'object' && entry !== null);
	return isTable ? JSON.stringify(value) : wireValue(value, timeZone);
}

/** As the user sees the variable. */
export function nameOf({ label, name }: Variable): string {
	return label === name ? name : `${label} (${name})`;
}

function flag(variable: Variable, value: unknown): string {
	const text = String(value).trim();
	if (YES.test(text)) return 'true';
	if (NO.test(text)) return 'false';
	throw new InputError(nameOf(variable), `"${text}" is neither true nor false`, 'A check box takes true or false.');
}

/** The stored word differs between instances: their own list of choices tells. */
function yesNo(variable: Variable, value: unknown, timeZone: string): string {
	const text = textAnswer(value, timeZone).trim();
	const meant = [YES, NO].find((pattern) => pattern.test(text));
	if (meant === undefined) return choice(variable, value, timeZone);
	const known = variable.choices.find((one) => meant.test(one.value) || meant.test(one.label));
	return known?.value ?? (meant === YES ? 'Yes' : 'No');
}

function choice(variable: Variable, value: unknown, timeZone: string): string {
	const text = textAnswer(value, timeZone);
	const { choices } = variable;
	const found = choiceFor(choices, text);
	if (found !== undefined || choices.length === 0) return found?.value ?? text;
	const known = choices.filter((one) => one.value !== '').map((one) => one.value);
	throw new InputError(
		nameOf(variable),
		`"${text}" is not one of its choices`,
		`It takes one of: ${known.slice(0, 30).join(', ')}${known.length > 30 ? ', …' : ''}.`,
	);
}

/** By its value, or by a label that no other has. */
function choiceFor(choices: VariableChoice[], given: string): VariableChoice | undefined {
	const word = given.trim().toLowerCase();
	const stored =
		choices.find(({ value }) => value === given) ?? choices.find(({ value }) => value.toLowerCase() === word);
	const labelled = choices.filter((choice) => isLabel(choice, given));
	const isOne = labelled.every(({ value }) => value === labelled[0]?.value);
	return stored ?? (isOne ? labelled[0] : undefined);
}
