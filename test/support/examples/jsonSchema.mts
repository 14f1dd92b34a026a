/** As much of a JSON schema as n8n's preview of an output needs. */
export interface Schema {
	type: string;
	properties?: Record<string, Schema>;
	items?: Schema;
	version?: number;
}

const kindOf = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

/** What all of the values have in common: of several types the first that is not null, of objects the keys of all of them. */
export function schemaOf(values: unknown[]): Schema {
	const type = kindOf(values.find((value) => value !== null && value !== undefined) ?? null);
	const own = values.filter((value) => kindOf(value) === type);
	if (type === 'object') {
		const objects = own as Array<Record<string, unknown>>;
		const keys = [...new Set(objects.flatMap((object) => Object.keys(object)))].sort();
		return {
			type,
			properties: Object.fromEntries(keys.map((key) => [key, schemaOf(objects.map((object) => object[key]))])),
		};
	}
	if (type !== 'array') return { type };
	const entries = (own as unknown[][]).flat();
	return entries.length === 0 ? { type } : { type, items: schemaOf(entries) };
}
