import { answersTo } from '../../domain/catalog/answers/answers';
import { catalogId, type CatalogItem, readItem } from '../../domain/catalog/item';
import type { RecordKey } from '../../domain/records/lookup';
import type { Steps } from '../../domain/api/request';
import { answerSettings, type GivenVariables } from '../../properties/catalog/answers';
import type { LocatorKind } from '../../properties/pickers/locator';
import type { Parameters } from '../../properties/item/parameters';

/** The catalog item that is meant, and what is known of its form. */
export function* itemMeant(
	{ memory }: Parameters,
	kind: LocatorKind,
	key: RecordKey,
): Steps<{ sys_id: string; item: CatalogItem | undefined }> {
	const sys_id = yield* catalogId(memory, kind.table, key);
	return { sys_id, item: yield* readItem(memory, sys_id) };
}

/** What is given for the form's variables as ServiceNow stores it. A name that the form does not have is told: ServiceNow drops it. */
export function* answersGiven(
	parameters: Parameters,
	item: CatalogItem | undefined,
	{ values, isAutomatic }: GivenVariables,
): Steps<Record<string, string>> {
	if (item === undefined) return yield* answersTo(answerSettings(parameters), [], values);
	const { name, variables } = item;
	const known = new Set(variables.map((variable) => variable.name));
	const chosen = Object.entries(values).filter(([each]) => !isAutomatic || known.has(each));
	for (const [unknown] of chosen.filter(([each]) => !known.has(each))) {
		parameters.notes.push({
			subject: `variable:${unknown}`,
			text: `"${unknown}" is not among the variables that the form of ${name} shows; ServiceNow may have dropped it.`,
		});
	}
	return yield* answersTo(answerSettings(parameters), variables, Object.fromEntries(chosen));
}
