import { ApiFailure } from '../../../domain/failure/failure';
import { apiPath, attempt, recordOf, type Steps } from '../../../domain/api/request';
import { assertAnswered } from '../../../domain/catalog/answers/answers';
import { type Finding, sendOrFind } from '../../../domain/catalog/doubt';
import { assertProducer } from '../../../domain/catalog/item';
import { givenVariables } from '../../../properties/catalog/answers';
import { variableFields } from '../../../properties/catalog/variables';
import { RECORD_PRODUCER } from '../../../properties/pickers/catalogKinds';
import { locator, resolveLocator } from '../../../properties/pickers/locator';
import { resolveNamesOption } from '../../../properties/names';
import { optionsField } from '../../../properties/values/write';
import { ANY_ORDER, type Operation } from '../../operation';
import { resolveGiven, readCatalogItem } from '../form';
import { newId } from '../line';

export const submitProducer: Operation = {
	option: {
		name: 'Submit Record Producer',
		description: 'Fill in a record producer, which makes a record such as an incident',
		action: 'Submit record producer',
	},
	properties: [
		locator(RECORD_PRODUCER, { name: 'item' }),
		...variableFields({ method: 'getProducerVariables', dependsOn: 'item' }),
		optionsField([resolveNamesOption], 'alone'),
	],
	lane: ANY_ORDER,
	*run(item) {
		const key = resolveLocator(item, RECORD_PRODUCER, 'item');
		const given = givenVariables(item);
		const { sys_id, catalogItem } = yield* readCatalogItem(item, RECORD_PRODUCER, key);
		assertProducer(catalogItem);
		const variables = yield* resolveGiven(item, catalogItem, given);
		assertAnswered(catalogItem?.variables ?? [], variables);
		const chosen = newId();
		const request = {
			method: 'POST' as const,
			path: apiPath`/api/sn_sc/servicecatalog/items/${sys_id}/submit_producer`,
			// As the portal's own page sends it: the record gets this id, by which it is found after a lost answer.
			body: { variables, sysparm_item_guid: chosen },
		};
		const { result } = yield* sendOrFind(request, () => findMadeRecord(sys_id, chosen));
		return [result];
	},
};

const OPEN = 'It is not known whether the record was made, and it was not sent again.';

/** The record with the id that was chosen for it, if it is there. */
function* findMadeRecord(producer: string, chosen: string): Steps<Finding> {
	const { table_name } = recordOf(
		yield {
			method: 'GET',
			path: apiPath`/api/now/table/sc_cat_item_producer/${producer}`,
			query: { sysparm_fields: 'table_name' },
		},
	);
	if (typeof table_name !== 'string' || table_name === '') {
		return { advice: `${OPEN} Look at the newest records of the table before you run this again.` };
	}
	const answer = yield* attempt({
		method: 'GET',
		path: apiPath`/api/now/table/${table_name}/${chosen}`,
		query: { sysparm_fields: 'sys_id,number' },
	});
	if (answer instanceof ApiFailure) {
		return {
			advice: `${OPEN} No record of ${table_name} has the sys_id that was proposed for it (${chosen}); but not every instance takes it. Look at the newest records of ${table_name} before you run this again.`,
		};
	}
	const { number = '' } = recordOf(answer);
	return {
		done: {
			sys_id: chosen,
			number,
			table: table_name,
			record: `api/now/table/${table_name}/${chosen}`,
			recovered: true,
		},
	};
}
