import { XMLBuilder } from 'fast-xml-parser';

const builder = new XMLBuilder({ ignoreAttributes: true, suppressEmptyNode: true });

/** Lists repeat their element; null has no form in XML but the empty element. */
function plain(value: unknown): unknown {
	if (value === null || value === undefined) return '';
	if (Array.isArray(value)) return value.map(plain);
	if (typeof value !== 'object') return value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

/** The XML form of an answer: its root is `<response>`, the payload `<result>`. */
export function toXml(body: object): string {
	const built: unknown = builder.build({ response: plain(body) });
	return `<?xml version="1.0" encoding="UTF-8"?>${String(built)}`;
}
