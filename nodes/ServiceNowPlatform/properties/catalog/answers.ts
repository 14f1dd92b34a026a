import type { IDataObject, ResourceMapperField } from 'n8n-workflow';
import { InputError } from '../../domain/failure/inputError';
import { type Json, type JsonValue, parsedJson } from '../../domain/api/json';
import { isObject } from '../../domain/api/request';
import { type AnswerSettings, mandatoryMissing } from '../../domain/catalog/answers/answers';
import type { Item } from '../item/item';

const FIELD = 'Variables';

export interface GivenVariables {
	values: Json;
	/** Mapped from the input, which may hold more than there are variables. */
	isAutomatic: boolean;
}

/** @throws InputError when what is entered cannot be read, or lacks what the form demands */
export function givenVariables(item: Item): GivenVariables {
	const mode = item.text('variablesMode');
	if (mode === 'pairs') return { values: pairsOf(item), isAutomatic: false };
	if (mode === 'json') return { values: jsonOf(item), isAutomatic: false };
	return mappedVariables(item);
}

function mappedVariables(item: Item): GivenVariables {
	// Read as a whole: n8n changes values, dates into objects, when the inner value is asked for.
	const { mappingMode, value, schema } = item.collection('variables') as {
		mappingMode?: string;
		value?: IDataObject | null;
		schema?: ResourceMapperField[] | null;
	};
	const isAutomatic = mappingMode === 'autoMapInputData';
	const known = new Set((schema ?? []).map(({ id }) => id));
	const entries = Object.entries(isAutomatic ? item.input : (value ?? {})).filter(
		([name, content]) =>
			content !== undefined &&
			content !== null &&
			// A blank cell of a spreadsheet is no answer: the default of the form applies.
			!(isAutomatic && (content === '' || (known.size > 0 && !known.has(name)))),
	);
	const values = Object.fromEntries(entries);
	const missing = (schema ?? []).filter(({ id, required }) => required && (values[id] ?? '') === '');
	if (missing.length > 0) throw mandatoryMissing(missing.map(({ displayName }) => displayName));
	return { values, isAutomatic };
}

function pairsOf(item: Item): Json {
	const entries = item
		.lines('variablePairs', 'pairs')
		.map(({ name, value }): [string, JsonValue] => [String(name ?? '').trim(), value]);
	if (entries.some(([name]) => name === '')) {
		throw new InputError(FIELD, 'A variable has no name', 'Get Item tells the names of an item’s variables.');
	}
	const twice = entries.find(([name], index) => entries.findIndex((entry) => entry[0] === name) !== index)?.[0];
	if (twice !== undefined) throw new InputError(FIELD, `"${twice}" is given twice`, 'Remove one of them.');
	return Object.fromEntries(entries);
}

function jsonOf(item: Item): Json {
	const raw = item.raw('variablesJson');
	const parsed = raw === '' || raw === undefined || raw === null ? {} : parsedJson(raw, FIELD);
	if (isObject(parsed)) return parsed;
	throw new InputError(FIELD, 'It is not an object', 'Enter an object such as {"additional_software": "None"}.');
}

/** How what is given becomes answers. */
export function answerSettings(item: Item): AnswerSettings {
	return {
		cache: item.cache,
		timeZone: item.timeZone,
		resolveNames: item.collection('options').resolveNames !== false,
	};
}
