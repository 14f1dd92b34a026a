import { InputError } from '../failure/inputError';

const FIELD = 'Encoded Query';
/** The parameter, plain or encoded once or twice: inside the address of a page around it. */
const PARAMETER = /(?:^|[?&/]|%3F|%26|%253F|%2526)sysparm_query(=|%3D|%253D)/i;
/** What ends its value, by how often the value is encoded. */
const ENDS = [/[&#]/, /[&#]|%26/i, /[&#]|%26|%2526/i];
const ADDRESS = /^https?:\/\//i;
/** A caret or an equals sign that no list writes so in a value. */
const ENCODED = /%(?:25)?(?:5E|3D|3C|3E|21)/i;

/**
 * The query itself out of what was copied with it: the address of a list, a parameter `sysparm_query=…`, the percent form.
 *
 * @throws InputError for an address without a query
 */
export function pastedQuery(given: string): string {
	const text = given.trim();
	const [start = '', sign = ''] = PARAMETER.exec(text) ?? [];
	if (start !== '') {
		const level = levelOf(sign);
		const [value = ''] = text.slice(text.indexOf(start) + start.length).split(ENDS[level] as RegExp, 1);
		const query = decoded(ADDRESS.test(text) ? value.replaceAll('+', ' ') : value, level + 1).trim();
		// Without a condition every record would be meant.
		if (query !== '') return onOneLine(query);
		throw withoutQuery();
	}
	if (ADDRESS.test(text)) throw withoutQuery();
	return onOneLine(ENCODED.test(text) ? decoded(text, 2) : text);
}

function withoutQuery(): InputError {
	return new InputError(
		FIELD,
		'The address has no query',
		'Open the list with its filter and copy the address again, or right-click the filter and choose Copy query.',
	);
}

/** A long query is often broken where its conditions are joined. */
function onOneLine(query: string): string {
	const terms = query.split('^').map((term) => (/[\r\n]/.test(term) ? term.trim() : term));
	return terms.join('^');
}

/** How often the parameter was encoded, by its equals sign: `=`, `%3D`, `%253D`. */
function levelOf(sign: string): number {
	if (sign === '=') return 0;
	return sign.length === 3 ? 1 : 2;
}

/** A sign that begins no encoded character stands for itself. */
function decoded(text: string, rounds: number): string {
	let current = text;
	for (let round = 0; round < rounds && /%[0-9a-f]{2}/i.test(current); round++) {
		try {
			current = decodeURIComponent(current);
		} catch {
			return current;
		}
	}
	return current;
}
