import type { ApiPath } from '../api/checked';
import { InputError } from '../failure/inputError';
import { withSearch } from '../api/request';

const FIELD = 'Path';
const ADVICE = 'Enter a path on the instance that begins with one slash, such as /api/now/table/incident.';
/** Stands for the instance: whatever leads away from it leads away from the real one too. */
const ORIGIN = 'https://instance.invalid';
/** Everything below a space and DEL: a URL drops some of them in silence, so that what was checked is not what is sent. */
const CONTROL = /[\p{Cc} ]/u;

/** A path that somebody typed, with the query parameters that it brought along. */
export interface InstancePath {
	path: ApiPath;
	parameters: Array<[name: string, value: string]>;
	/** Of the whole address that somebody pasted: it has to be the instance's own. */
	origin?: string;
}

/**
 * Takes a path for one on the instance and nothing else; of a whole address, whoever sends it makes sure that it is the instance's. An
 * address in any disguise is refused, and so is a part that a value left empty or that climbs to another endpoint:
 * `/api/now/table/incident/` would be all incidents.
 *
 * @throws InputError
 */
export function instancePath(text: string): InstancePath {
	const pasted = text.trim();
	if (pasted === '') throw new InputError(FIELD, 'No path is given', ADVICE);
	const [origin = ''] = /^https?:\/\/[a-z0-9.-]+(:\d+)?(?=\/)/i.exec(pasted) ?? [];
	const given = `${pasted.startsWith('api/') ? '/' : ''}${pasted.slice(origin.length)}`;
	if (/\p{Cs}/u.test(given))
		throw refusal(given, 'contains half of a character, which a cut in the middle of an emoji leaves');
	const [raw = '', ...search] = given.split('?');
	for (const form of decodings(raw, given)) assertSafe(form, given);
	const place = { path: pathBelow(ORIGIN, raw, given), parameters: [...new URLSearchParams(search.join('?'))] };
	return origin === '' ? place : { ...place, origin };
}

/** The path as a URL has it; whatever is behind the origin may still lead to another one. */
function pathBelow(origin: string, raw: string, given: string): ApiPath {
	const url = new URL(origin + raw);
	if (url.origin !== origin || url.username !== '' || url.hash !== '')
		throw refusal(given, 'leads away from the instance');
	return url.pathname as ApiPath;
}

/** The path as it stands and as the server could read it, which may decode it more than once. */
function decodings(raw: string, given: string): string[] {
	if (/%(?![0-9a-f]{2})/i.test(raw) || strictlyDecoded(raw) === undefined)
		throw refusal(given, 'has a "%" that begins no encoded character; "%25" stands for the sign itself');
	const forms = [raw];
	for (let round = 0; round < 3; round++) {
		const form = forms[round] ?? '';
		const next = strictlyDecoded(form) ?? looselyDecoded(form);
		if (next === form) break;
		forms.push(next);
	}
	return forms;
}

function strictlyDecoded(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
}

/** As a server may do it that leaves alone what it cannot decode. */
function looselyDecoded(text: string): string {
	return text.replace(/%([0-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function assertSafe(path: string, given: string): void {
	if (!path.startsWith('/')) throw refusal(given, 'does not begin with a slash');
	if (path.includes('\\')) throw refusal(given, 'contains a backslash');
	if (path.includes('#')) throw refusal(given, 'contains "#"');
	if (CONTROL.test(path)) throw refusal(given, 'contains a control character');
	// Java servers leave out what stands behind a semicolon before they resolve "..".
	const parts = path
		.slice(1)
		.split('/')
		.map((part) => part.replace(/;.*/, ''));
	if (parts.some((part) => part === '.' || part === '..')) throw refusal(given, 'contains "." or ".." as a part');
	if (parts.includes('')) throw refusal(given, 'has an empty part; does a value in it have no content?');
}

function refusal(given: string, fault: string): InputError {
	return new InputError(FIELD, `"${given}" ${fault}`, ADVICE);
}

/** Path and query in one, names that come several times included. */
export function withParameters(path: ApiPath, parameters: Array<[name: string, value: string]>): ApiPath {
	return withSearch(path, parameters.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&'));
}

function encoded(text: string): string {
	if (!/\p{Cs}/u.test(text)) return encodeURIComponent(text);
	const advice = 'It was cut in the middle of an emoji or a rare letter; cut it elsewhere.';
	throw new InputError('Query Parameters', 'A parameter contains half of a character', advice);
}
