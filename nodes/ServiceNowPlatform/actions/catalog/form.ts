import type { Steps } from '../../domain/api/request';
import { resolveAnswers } from '../../domain/catalog/answers/answers';
import { findCatalogId, type CatalogItem, readItem } from '../../domain/catalog/item';
import type { RecordKey } from '../../domain/records/lookup';
import { answerSettings, type GivenVariables } from '../../properties/catalog/answers';
import type { Item } from '../../properties/item/item';
import type { LocatorKind } from '../../properties/pickers/locator';

/** The catalog item that is meant, and what is known of its form. */
export function* readCatalogItem(
	{ cache }: Item,
	kind: LocatorKind,
	key: RecordKey,
): Steps<{ sys_id: string; catalogItem: CatalogItem | undefined }> {
	const sys_id = yield* findCatalogId(cache, kind.table, key);
	return { sys_id, catalogItem: yield* readItem(cache, sys_id) };
}

/** What is given for the form's variables as ServiceNow stores it. A name that the form does not have is told: ServiceNow drops it. */
export function* resolveGiven(
	item: Item,
	catalogItem: CatalogItem | undefined,
	{ values, isAutomatic }: GivenVariables,
): Steps<Record<string, string>> {
	if (catalogItem === undefined) return yield* resolveAnswers(answerSettings(item), [], values);
	const { name, variables } = catalogItem;
	const known = new Set(variables.map((variable) => variable.name));
	const chosen = Object.entries(values).filter(([each]) => !isAutomatic || known.has(each));
	for (const [unknown] of chosen.filter(([each]) => !known.has(each))) {
		item.notes.push({
			subject: `variable:${unknown}`,
			text: `"${unknown}" is not among the variables that the form of ${name} shows; ServiceNow may have dropped it.`,
		});
	}
	return yield* resolveAnswers(answerSettings(item), variables, Object.fromEntries(chosen));
}
