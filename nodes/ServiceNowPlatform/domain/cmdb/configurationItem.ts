import type { Json, JsonValue } from '../api/json';
import { apiPath, isObject, recordOf, type Steps } from '../api/request';
import { findOne, type RecordKey } from '../records/lookup';
import { valueOf } from '../values/forms';

/** What the CMDB's own APIs need to know of an item before they can be asked about it. */
export interface ConfigurationItem {
	sys_id: string;
	/** Its real class, however general the class was by which it was named. */
	className: string;
	/** What was read of it. */
	record: Json;
}

/** Every class is below it. */
export const ROOT_CLASS = 'cmdb_ci';

const IDENTITY: Record<string, string> = {
	sysparm_fields: 'sys_id,name,sys_class_name',
	sysparm_exclude_reference_link: 'true',
};

/** @throws ApiFailure when there is none in the class, or when there are several of the name */
export function* findItem(table: string, key: RecordKey, query = IDENTITY): Steps<ConfigurationItem> {
	const record =
		'sys_id' in key
			? recordOf(yield { method: 'GET', path: apiPath`/api/now/table/${table}/${key.sys_id}`, query })
			: yield* findOne(table, key, query);
	return {
		sys_id: valueOf(record.sys_id) || ('sys_id' in key ? key.sys_id : ''),
		className: valueOf(record.sys_class_name) || table,
		record,
	};
}

/** The CMDB's own APIs decide on these, by the data source and the time of the write, whatever is sent along. */
const DECIDED = new Set(['sys_id', 'sys_class_name', 'discovery_source', 'first_discovered', 'last_discovered']);

/** The values of which it can be told afterwards whether they were stored. */
export function judgedAttributes(values: Record<string, string>): Record<string, string> {
	return Object.fromEntries(Object.entries(values).filter(([name]) => !DECIDED.has(name)));
}

/** As `sysparm_display_value` has it elsewhere. */
export type ReferenceForm = 'false' | 'true' | 'all';

/** The attributes of an Instance API answer: plain texts, and references in the form that was asked for. */
export function attributesOf(result: Json, form: ReferenceForm): Json {
	const attributes = isObject(result.attributes) ? result.attributes : {};
	return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, inForm(value, form)]));
}

function inForm(content: JsonValue, form: ReferenceForm): JsonValue {
	if (!isObject(content)) return content;
	const { value, display_value } = content;
	if (form === 'all') return { value, display_value };
	return form === 'true' ? display_value : value;
}
