import { InputError } from '../../domain/failure/inputError';
import type { Json } from '../../domain/api/json';
import type { Steps } from '../../domain/api/request';
import { resolveAnswers } from '../../domain/catalog/answers/answers';
import { nameOf } from '../../domain/catalog/answers/plainAnswers';
import type { StoredAnswer } from '../../domain/catalog/answers/storedAnswer';
import { readStoredAnswers } from '../../domain/catalog/answers/storedAnswers';
import type { Variable } from '../../domain/catalog/answers/variables';
import { writeAnswers } from '../../domain/catalog/answers/writeAnswers';
import { readItem } from '../../domain/catalog/item';
import { findSysId } from '../../domain/records/lookup';
import { answerSettings, type GivenVariables, givenVariables } from '../../properties/catalog/answers';
import { variableFields } from '../../properties/catalog/variables';
import type { Item } from '../../properties/item/item';
import { recordLane, recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';
import { resolveNamesOption } from '../../properties/names';
import { optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';

export function setVariables(subject: Subject): Operation {
	return {
		option: {
			name: 'Set Variables',
			description: 'Correct what was answered when the item was ordered',
			action: 'Set variables of requested item',
		},
		properties: [
			...recordProperties(subject),
			...variableFields({ method: 'getRequestedItemVariables', dependsOn: 'record' }),
			optionsField([resolveNamesOption]),
		],
		lane: recordLane(subject),
		*run(item) {
			const { table, key } = recordOfSubject(subject, item);
			const given = givenVariables(item);
			assertGiven(given);
			const sys_id = yield* findSysId(table, key);
			const { number, catItem, answers } = yield* readStoredAnswers(sys_id);
			const chosen = chosenOf(given, answers);
			const values = yield* resolveValues(item, catItem, answers, chosen);
			const changes = answers.filter(({ variable: { name }, value }) => name in values && values[name] !== value);
			yield* writeAnswers(changes, values);
			return [
				{
					sys_id,
					number,
					changed: changes.map(({ variable }) => variable.name),
					variables: Object.fromEntries(answers.map(({ variable: { name }, value }) => [name, values[name] ?? value])),
				},
			];
		},
	};
}

function assertGiven({ values }: GivenVariables): void {
	if (Object.keys(values).length > 0) return;
	throw new InputError('Variables', 'There is nothing to write', 'Give a value to at least one variable.');
}

/** @throws InputError for what cannot be written; nothing is written then */
function chosenOf({ values, isAutomatic }: GivenVariables, answers: StoredAnswer[]): Json {
	const known = answers.map(({ variable }) => variable.name);
	const names = Object.keys(values).filter((name) => !isAutomatic || known.includes(name));
	const unknown = names.filter((name) => !known.includes(name));
	if (unknown.length > 0 || names.length === 0) {
		throw new InputError(
			'Variables',
			unknown.length > 0
				? `The requested item has no variable ${unknown.map((name) => `"${name}"`).join(', ')}`
				: 'The input has no field with the name of a variable',
			known.length > 0 ? `It has: ${known.join(', ')}.` : 'It has none that the signed-in user may see.',
		);
	}
	for (const name of names) assertWritable(answers.filter(({ variable }) => variable.name === name));
	return Object.fromEntries(names.map((name) => [name, values[name]]));
}

function assertWritable([answer, second]: StoredAnswer[]): void {
	if (answer === undefined) return;
	const { variable } = answer;
	if (variable.kind === 'rows') {
		throw new InputError(
			nameOf(variable),
			'A multi-row variable set cannot be written here',
			'Change it in ServiceNow, or change the rows of sc_multi_row_question_answer with the resource Record.',
		);
	}
	if (second !== undefined) {
		throw new InputError(
			nameOf(variable),
			'The requested item has two variables of this name',
			'Change the record of sc_item_option that is meant with the resource Record.',
		);
	}
}

/** The form, where it can be read, knows the choices; what is stored with the answers knows the types. */
function* resolveValues(
	item: Item,
	catItem: string,
	answers: StoredAnswer[],
	chosen: Json,
): Steps<Record<string, string>> {
	const catalogItem = catItem === '' ? undefined : yield* readItem(item.cache, catItem);
	const variables = answers.map(
		({ variable }): Variable => catalogItem?.variables.find(({ name }) => name === variable.name) ?? variable,
	);
	return yield* resolveAnswers(answerSettings(item), variables, chosen);
}
