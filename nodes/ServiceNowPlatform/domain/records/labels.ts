import { ApiFailure } from '../failure/failure';
import { InputError } from '../failure/inputError';
import { type Json, text } from '../api/json';
import { listRequest } from '../api/listRequest';
import { recordsOf, type Steps } from '../api/request';
import { inWords } from '../schema/inWords';
import { type Choice, closestChoices, eachOnce, inOneLanguage } from '../schema/choices';
import { equals, encoded } from '../encodedQuery';
import { isClosed } from '../schema/columns';
import { choiceRowsRequest } from '../schema/dictionary';
import { closed, type ColumnShape } from '../schema/schema';
import { sameName } from '../values/sameName';
import type { ReferenceContext } from './references';

const MOST_SHOWN = 30;
/** r_AvailableSystemProperties of the documentation; false where it is not set. */
const TAKES_OTHERS = 'glide.rest.choice.allow_non_existing_value';

/** A column of choices, and what is known about the one that is wanted. */
export interface Choosing {
	/** As the user knows it. */
	column: string;
	/** Technical name. */
	element: string;
	shape: ColumnShape;
	/** The class chain of its table. */
	chain: string[];
	/** Value of the column that it depends on, where that is known. */
	parent?: string | undefined;
}

/** What stands behind the number of a label: High of `1 - High`. */
const NUMBERED = /^(-?\d+) ?[-–—:] ?(.+)$/;

/** Whether the column has choices. */
export function hasChoices({ choice = '' }: ColumnShape): boolean {
	return choice !== '' && choice !== '0';
}

/** Whether the text needs no look to be taken for a stored value: one that every instance begins with. */
export function isStoredChoice(given: string, { usual }: ColumnShape): boolean {
	return usual?.has(given) === true;
}

/**
 * The value that a choice is stored by, from that value or a label of it in any language; undefined where the column has no choices, or
 * the user may not see them.
 *
 * @throws InputError where the column takes nothing but its choices, and the text is none
 */
export function* findChoiceValue(
	context: ReferenceContext,
	given: string,
	choosing: Choosing,
): Steps<string | undefined> {
	const rows = yield* readRows(context, choosing);
	return rows === undefined ? undefined : yield* findValueIn(context, rows, given, choosing);
}

/** The same of several: of a list one each, of a text those that commas separate, the longest that is one. */
export function* findChoiceValues(
	context: ReferenceContext,
	given: string | string[],
	choosing: Choosing,
): Steps<string[]> {
	const rows = yield* readRows(context, choosing);
	const pieces = Array.isArray(given) ? given : given.split(/[,;]/).map((piece) => piece.trim());
	if (rows === undefined) return pieces;
	const values: string[] = [];
	for (let at = 0; at < pieces.length; ) {
		const most = Array.isArray(given) ? 1 : pieces.length - at;
		const spans = Array.from({ length: most }, (_, index) => pieces.slice(at, at + most - index));
		const span = spans.find((one) => matches(rows, one.join(', '), choosing).length === 1) ?? [pieces[at] ?? ''];
		const name = span.join(', ');
		values.push(name === '' ? '' : ((yield* findValueIn(context, rows, name, choosing)) ?? name));
		at += span.length;
	}
	return values;
}

/** Those of the column; undefined where there are none to be seen. */
function* readRows({ cache }: ReferenceContext, { element, chain }: Choosing): Steps<Json[] | undefined> {
	const answer = yield* cache.attempt(choiceRowsRequest(chain));
	const rows = answer instanceof ApiFailure ? (closed(answer) ?? []) : recordsOf(answer);
	const own = rows.filter((row) => row.element === element);
	return own.length === 0 ? undefined : own;
}

function* findValueIn(
	context: ReferenceContext,
	rows: Json[],
	given: string,
	choosing: Choosing,
): Steps<string | undefined> {
	const { element, shape, chain, parent } = choosing;
	const values = matches(rows, given, choosing);
	if (values.length === 1) return values[0];
	const shown = offeredFor(choicesIn(inOneLanguage(rows), chain, element), parent);
	if (isClosed(shape.choice ?? '') && !(yield* readTakesOthers(context)))
		throw noChoice(choosing, given, { shown, isAmbiguous: values.length > 1 });
	const text = `${element} is given as "${given}", which is none of its choices: ${listed(shown)}. The instance takes it all the same.`;
	context.notes.push({ subject: `choice:${element}`, text });
	return undefined;
}

/** The values that the text may stand for: itself, or those that are labelled so. */
function matches(rows: Json[], given: string, { element, chain, parent }: Choosing): string[] {
	// Also what is offered no more. What a parent class offers is no choice of a class that has its own.
	const known = closestChoices(chain, rows).get(element) ?? [];
	const stored =
		known.find(({ value }) => value === given) ?? known.find(({ value }) => sameName(value, given, 'accent'));
	if (stored !== undefined) return [stored.value];
	const offered = offeredFor(choicesIn(rows, chain, element), parent);
	return [...new Set(offered.filter((choice) => isLabel(choice, given)).map(({ value }) => value))];
}

/** Whether the instance takes values that are no choice, which few do. Asked only before one would be refused. */
function* readTakesOthers({ cache }: ReferenceContext): Steps<boolean> {
	const answer = yield* cache.attempt(
		listRequest('sys_properties', encoded`name=${TAKES_OTHERS}`, ['name', 'value'], 1),
	);
	const rows = answer instanceof ApiFailure ? (closed(answer) ?? []) : recordsOf(answer);
	return rows.some(({ name, value }) => name === TAKES_OTHERS && value === 'true');
}

function choicesIn(rows: Json[], chain: string[], element: string): Choice[] {
	const active = rows.filter(({ inactive }) => inactive !== 'true');
	return closestChoices(chain, active).get(element) ?? [];
}

function offeredFor(choices: Choice[], parent: string | undefined): Choice[] {
	if (parent === undefined || parent === '') return choices;
	return choices.filter(({ dependent }) => dependent === '' || dependent === parent);
}

/** The class of a label such as `Change Request`. @throws InputError where none or several are called so */
export function* findClassValue(
	{ cache }: ReferenceContext,
	column: string,
	table: string,
	given: string,
): Steps<string> {
	const name = given.toLowerCase().replaceAll(' ', '_');
	if (name === table || name === given) return name;
	const answer = yield* cache.attempt(
		listRequest('sys_db_object', equals('label', given, column), ['name', 'label'], 20),
	);
	const rows = (answer instanceof ApiFailure ? (closed(answer) ?? []) : recordsOf(answer)).filter(({ label }) =>
		sameName(label, given),
	);
	// Of several, the table that is worked on is meant.
	if (rows.some((row) => row.name === table)) return table;
	if (rows.length === 1) return text(rows[0]?.name);
	throw new InputError(
		column,
		`${rows.length === 0 ? 'No class is' : 'More than one class is'} called "${given}"`,
		'Give the technical name of the table, e.g. change_request.',
	);
}

/** Whether somebody means the choice: by the whole of its label, by what stands behind its number, or by its value in front of it. */
export function isLabel({ value, label }: Pick<Choice, 'value' | 'label'>, given: string): boolean {
	const [text, name] = [given, label].map((one) => one.trim().replace(/\s+/g, ' ')) as [string, string];
	const [[number, behind], [givenNumber, givenBehind]] = [parted(name), parted(text)];
	if (sameName(name, text) || (behind !== undefined && sameName(behind, text))) return true;
	return givenBehind !== undefined && givenNumber === (number ?? value) && sameName(behind ?? name, givenBehind);
}

/** `1 - High` in two. */
function parted(label: string): [number?: string, behind?: string] {
	const [, number, behind] = NUMBERED.exec(label) ?? [];
	return number === undefined || behind === undefined ? [] : [number, behind];
}

interface Offer {
	shown: Choice[];
	isAmbiguous: boolean;
}

function noChoice(
	{ column, element, shape, parent }: Choosing,
	given: string,
	{ shown, isAmbiguous }: Offer,
): InputError {
	const { label = '' } = shape;
	// The message begins with the column, which says as much as most labels.
	const whose = label === '' || sameName(label, inWords(element)) ? '' : ` of ${label}`;
	const fault = isAmbiguous ? 'names more than one choice' : 'is no choice';
	const place = parent === undefined || parent === '' ? '' : ` for ${shape.dependent} ${parent}`;
	return new InputError(
		column,
		`"${given}" ${fault}${whose}${place}. Choices: ${listed(shown)}`,
		'Give the label or the value of one of them.',
	);
}

/** `New (1), In Progress (2)` */
function listed(choices: Choice[]): string {
	const names = eachOnce(choices).map(({ value, label }) => (label === value ? label : `${label} (${value})`));
	return `${names.slice(0, MOST_SHOWN).join(', ')}${names.length > MOST_SHOWN ? ', …' : ''}`;
}
