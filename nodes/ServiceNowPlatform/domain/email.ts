import { InputError } from './failure/inputError';
import type { JsonValue } from './api/json';

/** The API takes no more in each of the fields. */
const MOST = 100;
/** Entries of a list: a separator inside quotes or angle brackets is none. */
const ENTRY = /(?:"[^"]*"|<[^>]*>|[^,;\n])+/g;
/** Good enough to find a typing mistake; whether the address exists only its mail server knows. */
const ADDRESS = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+$/;
const NAMED = /^([^<>]*)<([^<>]+)>$/;
const HEADER = /^[a-z0-9!#$%&'*+.^_`|~-]+$/i;
/** They have fields of their own, whose checks they would evade. */
const OWN_FIELDS = /^(to|cc|bcc|subject)$/i;
/** They say who sends, or who gets it besides; the instance's own account does. */
const RESERVED = /^(from|sender|reply-to-list|return-path|resent-.*|__proto__|constructor|prototype)$/i;
const ADVICE = 'Enter addresses such as beth@example.com or Beth Anglin <beth@example.com>, separated by commas.';

/**
 * The addresses in a text or a list, each with its name where it has one.
 *
 * @throws InputError for one that cannot be an address, and for too many of them
 */
export function addresses(value: unknown, field: string): string[] {
	const entries = (Array.isArray(value) ? value : [value]).flatMap((entry) => String(entry ?? '').match(ENTRY) ?? []);
	const list = entries.map((entry) => entry.trim()).filter((entry) => entry !== '');
	for (const entry of list) {
		const address = (NAMED.exec(entry)?.[2] ?? entry).trim();
		if (!ADDRESS.test(address) || hasLineBreak(entry)) {
			throw new InputError(field, `"${entry}" is not an e-mail address`, ADVICE);
		}
	}
	if (list.length <= MOST) return list;
	throw new InputError(
		field,
		`There are ${list.length} addresses, and ServiceNow takes ${MOST}`,
		'Send to a distribution list, or send several mails.',
	);
}

/** @throws InputError when it has more than one line: mail would take the others for headers */
export function singleLine(text: string, field: string): string {
	if (!hasLineBreak(text)) return text;
	throw new InputError(field, 'It has more than one line', 'Use one line of text.');
}

/** @throws InputError for a header that is none, or that has a field of its own */
export function mailHeaders(given: Array<[name: string, value: string]>): Record<string, string> {
	for (const [name, value] of given) {
		if (!HEADER.test(name)) {
			throw new InputError('Headers', `"${name}" is not the name of a header`, 'Use letters and dashes.');
		}
		if (OWN_FIELDS.test(name)) {
			throw new InputError('Headers', `"${name}" cannot be set here`, `Use the field ${name}.`);
		}
		if (RESERVED.test(name)) {
			throw new InputError('Headers', `"${name}" cannot be set here`, 'The instance sends mail as itself.');
		}
		singleLine(value, 'Headers');
	}
	return Object.fromEntries(given);
}

/** Where there are no addresses the API has one that is empty. */
export function withoutBlanks(list: JsonValue): JsonValue {
	return Array.isArray(list) ? list.filter((entry) => entry !== '') : list;
}

function hasLineBreak(text: string): boolean {
	return /[\r\n\v\f\u0085\u2028\u2029]/.test(text);
}
