/** A record as XML, the form in which the platform keeps what it may have to bring back. */
import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import type { Row } from '../../types.mts';

const builder = new XMLBuilder({ ignoreAttributes: true, suppressEmptyNode: true });
const parser = new XMLParser({
	ignoreAttributes: true,
	parseTagValue: false,
	ignoreDeclaration: true,
	trimValues: false,
});

export function toPayload(table: string, row: Row): string {
	const built: unknown = builder.build({ [table]: row });
	return `<?xml version="1.0" encoding="UTF-8"?>${String(built)}`;
}

export function fromPayload(table: string, payload: string): Row {
	const document: Record<string, Row> = parser.parse(payload);
	return document[table] ?? {};
}
