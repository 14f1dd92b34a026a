import { XMLParser, XMLValidator } from 'fast-xml-parser';
import JSON5 from 'json5';
import { ServiceNowError } from '../../errors.mts';
import type { ApiRequest } from '../../types.mts';

const unreadable = (detail: string) => new ServiceNowError(400, 'Exception while reading request', detail);

const DATA = ['application/json', 'application/xml', 'text/xml'];

const unsupported = (types: readonly string[]) =>
	new ServiceNowError(
		415,
		`Invalid content-type. Supported request media types for this service are: [${types.join(', ')}]`,
	);

const xmlParser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, ignoreDeclaration: true });

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The platform's parser is lenient: the documentation's own samples use single quotes and bare keys. */
function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		try {
			return JSON5.parse(text);
		} catch (error) {
			throw unreadable(`Cannot decode: ${error instanceof Error ? error.message : String(error)}`);
		}
	}
}

/** `<request><entry>…</entry></request>`, or one element whose children are the fields. */
function parseXml(text: string): unknown {
	const valid = XMLValidator.validate(text);
	if (valid !== true) throw unreadable(`Cannot decode: ${valid.err.msg}`);
	const document: unknown = xmlParser.parse(text);
	const root = isObject(document) ? Object.values(document)[0] : undefined;
	if (root === '' || root === undefined) return {};
	return isObject(root) && 'entry' in root ? root.entry : root;
}

/** The request's body as data. No body at all is an empty object, as clients that create blank records rely on it. */
export function parseBody(request: ApiRequest): Record<string, unknown> | unknown[] {
	const text = request.body.toString('utf8').replace(/^\uFEFF/, '');
	if (text.trim() === '') return {};
	const type = (request.headers['content-type'] ?? 'application/json').toLowerCase();
	if (!/json|xml/.test(type)) throw unsupported(DATA);
	const data = type.includes('xml') ? parseXml(text) : parseJson(text);
	if (Array.isArray(data) || isObject(data)) return data;
	throw unreadable('Cannot decode: the payload is neither an object nor an array');
}

/** As parseBody, for APIs that take one object: of several, the first counts. */
export function parseObject(request: ApiRequest): Record<string, unknown> {
	const body = parseBody(request);
	if (!Array.isArray(body)) return body;
	const first: unknown = body[0] ?? {};
	if (isObject(first)) return first;
	throw unreadable('Cannot decode: the payload is not an object');
}

/** As parseObject, for APIs that are documented to read JSON only. */
export function parseJsonObject(request: ApiRequest): Record<string, unknown> {
	if (/xml/i.test(request.headers['content-type'] ?? '')) throw unsupported(DATA.slice(0, 1));
	return parseObject(request);
}

/** Form fields of the OAuth and sign-in pages. */
export function parseForm(body: Buffer): URLSearchParams {
	return new URLSearchParams(body.toString('utf8'));
}
