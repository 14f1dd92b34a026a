import { ApiFailure } from '../failure/failure';
import type { Json } from '../api/json';
import { type ApiRequest, type ApiResponse, isObject, objectsIn, resultOf } from '../api/request';
import type { Identification } from './identification';
import { outcomeAt } from './payloadJoint';

/** What ServiceNow says where it did not identify an item, or has not stored it yet. */
const UNKNOWN = 'Unknown';

/** What can be done about an error of the engine, by its code. */
const ADVICE: Record<string, string> = {
	IDENTIFICATION_RULE_MISSING:
		'The class has no active identification rule. Choose a class below it, or have a rule made.',
	INSERT_NOT_ALLOWED_FOR_SOURCE:
		'A data source rule of the instance keeps this source from creating items of the class.',
	INVALID_INPUT_DATA: 'Check the class, the data source, sys_ids and relation types.',
	LOCK_TIMEOUT: 'Another report of the same item is being worked on. Run this again.',
	MISSING_DEPENDENCY:
		'Add a relation to the item that this one runs on or belongs to; Get Class Metadata shows the rules.',
	MISSING_MATCHING_ATTRIBUTES: 'Give the attributes by which the class is identified; Get Class Metadata shows them.',
	MULTIPLE_DUPLICATE_RECORDS:
		'Settle the duplicates in ServiceNow, or give the sys_id of the one that is meant as a field.',
	REQUIRED_ATTRIBUTE_EMPTY: 'Fill in the mandatory field that ServiceNow names.',
};

const OTHER_ADVICE = 'ServiceNow’s page “IRE error messages” explains the code.';

interface Trouble {
	error: string;
	message: string;
}

/**
 * What became of the item of an identification request, and of its relations.
 *
 * @throws ApiFailure in ServiceNow's own words: failures come inside an answer of success
 */
export function outcomeOf(request: ApiRequest, response: ApiResponse, asked: Identification): Json {
	const { items, relations, isSimulated } = asked;
	const result = resultOf(response);
	const answer = isObject(result) ? result : {};
	const [item = {}, ...others] = items.map((_, index) => outcomeAt(answer.items, index));
	const made = relations.map((_, index) => outcomeAt(answer.relations, index));
	const errors = [item, ...others, ...made].flatMap(errorsOf);
	if (errors.length > 0 || !isIdentified(item, isSimulated)) {
		const troubles = errors.length > 0 ? errors : troublesIn(item.warnings);
		throw failure(request, response, { troubles, item, isSimulated });
	}
	return {
		sys_id: item.sysId === UNKNOWN ? null : item.sysId,
		operation: item.operation,
		className: item.className,
		...(isSimulated ? { simulated: true } : {}),
		identifierEntrySysId: item.identifierEntrySysId,
		identificationAttempts: item.identificationAttempts,
		...(relations.length > 0 ? { relations: relationOutcomes(asked, made) } : {}),
		...filled({ warnings: item.warnings, info: item.info, summary: answer.summary }),
	};
}

function relationOutcomes({ items, relations }: Identification, made: Array<Json | undefined>): Json[] {
	return relations.map(({ parent, child, type }, index) => ({
		operation: made[index]?.operation,
		direction: parent === 0 ? 'outbound' : 'inbound',
		type,
		target_sys_id: items[parent === 0 ? child : parent]?.values.sys_id,
	}));
}

/** What ServiceNow remarks of an item that it stored: warnings, and changes of its class that it did not make. */
export function remarksOf({ warnings, info }: Json): string[] {
	return [...objectsIn(warnings), ...objectsIn(info)]
		.map(({ message }) => message)
		.filter((message): message is string => typeof message === 'string' && message !== '');
}

/** What is only looked at has no sys_id as long as there is no such item. */
function isIdentified({ sysId, operation }: Json, isSimulated: boolean): boolean {
	if (String(operation).startsWith('INSERT_')) return false;
	return isSimulated || (typeof sysId === 'string' && sysId !== '' && sysId !== UNKNOWN);
}

function failure(
	{ method, path }: ApiRequest,
	{ status, body }: ApiResponse,
	{ troubles, item, isSimulated }: { troubles: Trouble[]; item: Json; isSimulated: boolean },
): ApiFailure {
	const [first, ...rest] = troubles;
	const code = first?.error ?? '';
	const others = rest.map(({ error, message }) => `${error}: ${message}`);
	return new ApiFailure({
		kind: 'bad-request',
		message: first?.message || code || 'ServiceNow did not identify the configuration item',
		detail: [code, ...others, isSimulated ? '' : fate(item), attempts(item)].filter((line) => line !== '').join('\n'),
		advice: ADVICE[code] ?? OTHER_ADVICE,
		status,
		method,
		path,
		body: item.operation === undefined ? body : item,
	});
}

/** What is there in spite of the failure. */
function fate({ operation, sysId }: Json): string {
	if (operation === 'INSERT_AS_PARTIAL')
		return 'ServiceNow keeps it as a partial payload until a source tells the rest.';
	if (typeof sysId !== 'string' || sysId === '' || sysId === UNKNOWN) return '';
	return `The item itself is stored (${String(operation)}, sys_id ${sysId}).`;
}

function attempts({ identificationAttempts }: Json): string {
	const lines = objectsIn(identificationAttempts).map(
		({ info, identifierName, attributes, searchOnTable, attemptResult }) => {
			if (typeof info === 'string' && info !== '') return info;
			return `${String(identifierName)} by ${String(attributes)} in ${String(searchOnTable)}: ${String(attemptResult)}`;
		},
	);
	return lines.length === 0 ? '' : `Tried: ${lines.join('; ')}.`;
}

function errorsOf(outcome: Json | undefined): Trouble[] {
	const told = troublesIn(outcome?.errors);
	if (told.length > 0 || !(Number(outcome?.errorCount) > 0)) return told;
	return [{ error: String(outcome?.operation), message: 'ServiceNow counts an error and names none' }];
}

function troublesIn(list: unknown): Trouble[] {
	return objectsIn(list).map(({ error, message }) => ({ error: String(error ?? ''), message: String(message ?? '') }));
}

function filled(values: Json): Json {
	return Object.fromEntries(
		Object.entries(values).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
	);
}
