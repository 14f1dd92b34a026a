import { ServiceNowError } from '../errors.mts';
import type { Fault } from '../fault.mts';
import { isObject } from '../http/content/body.mts';
import { aCount, aFlag, aNumber, aPattern, aText, either, listOf, misfit, optional } from './fields.mts';
import type { Check } from './fields.mts';
import { isKind, KINDS } from './kinds.mts';

const MATCH: { readonly [Field in keyof Fault['match']]-?: Check } = {
	method: optional(aText),
	path: optional(aPattern),
	batch: optional(aFlag),
	nth: optional(either(aCount, listOf(aCount))),
	probability: optional(aNumber),
	seed: optional(aNumber),
	times: optional(aNumber),
};

function wrongWith(fault: unknown): string {
	if (!isObject(fault) || !isObject(fault.match) || !isObject(fault.action)) return 'it is no {match, action}';
	const { kind, ...fields } = fault.action;
	if (!isKind(kind)) return `there is no kind '${String(kind)}'; known are ${Object.keys(KINDS).join(', ')}`;
	const match = misfit(fault.match, MATCH);
	if (match) return `in match, ${match}`;
	const action = misfit(fields, KINDS[kind].fields);
	return action && `in the action '${kind}', ${action}`;
}

/** A script that came from outside: a mistyped fault would do nothing, and nobody would notice. */
export function faultsOf(data: unknown): Fault[] {
	const refuse = (detail: string) => new ServiceNowError(400, 'Invalid emulator command', detail);
	if (!Array.isArray(data)) throw refuse('expected an array of {match, action}');
	for (const [index, fault] of data.entries()) {
		const wrong = wrongWith(fault);
		if (wrong) throw refuse(`fault ${index + 1}: ${wrong}`);
	}
	return data as Fault[];
}
