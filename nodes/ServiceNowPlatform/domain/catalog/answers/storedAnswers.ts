import { type Json, text } from '../../api/json';
import { listRequest } from '../../api/listRequest';
import { apiPath, recordOf, recordsOf, type Steps } from '../../api/request';
import { equals } from '../../encodedQuery';
import { MOST_ANSWERS, type StoredAnswer, storedVariable } from './storedAnswer';
import { readStoredTables } from './storedTables';

export interface StoredAnswers {
	number: string;
	catItem: string;
	answers: StoredAnswer[];
}

const QUESTION = 'sc_item_option.item_option_new';

/**
 * The answers of a requested item, in the order of its form: `sc_item_option_mtom` leads to the single ones, those of several rows have a
 * table of their own.
 *
 * @throws ApiFailure when there is no such requested item
 */
export function* readStoredAnswers(sys_id: string): Steps<StoredAnswers> {
	const id = equals('request_item', sys_id, 'Requested Item');
	const single = recordsOf(
		yield listRequest(
			'sc_item_option_mtom',
			id,
			[
				'request_item.number',
				'request_item.cat_item',
				'sc_item_option',
				'sc_item_option.value',
				'sc_item_option.order',
				QUESTION,
				...['name', 'question_text', 'type', 'reference', 'list_table', 'lookup_table'].map(
					(name) => `${QUESTION}.${name}`,
				),
			],
			MOST_ANSWERS,
		),
	);
	const tables = yield* readStoredTables(sys_id);
	const { number, catItem } = single[0] === undefined ? yield* readBareItem(sys_id) : itemIn(single[0]);
	const byOrder = [...single].sort(
		(a, b) => Number(text(a['sc_item_option.order'])) - Number(text(b['sc_item_option.order'])),
	);
	const answers = byOrder
		.map(singleAnswer)
		.filter(({ variable }) => variable.name !== '' && variable.kind !== 'layout');
	return { number, catItem, answers: [...answers, ...tables] };
}

function itemIn(row: Json): { number: string; catItem: string } {
	return { number: text(row['request_item.number']), catItem: text(row['request_item.cat_item']) };
}

/** An item without variables, or none at all. */
function* readBareItem(sys_id: string): Steps<{ number: string; catItem: string }> {
	const response = yield {
		method: 'GET',
		path: apiPath`/api/now/table/sc_req_item/${sys_id}`,
		query: { sysparm_fields: 'number,cat_item', sysparm_exclude_reference_link: 'true' },
	};
	const { number, cat_item } = recordOf(response);
	return { number: text(number), catItem: text(cat_item) };
}

function singleAnswer(row: Json): StoredAnswer {
	const of = (name: string) => text(row[`${QUESTION}.${name}`]);
	return {
		sys_id: text(row.sc_item_option),
		question: text(row[QUESTION]),
		value: text(row['sc_item_option.value']),
		variable: storedVariable(of('name'), of('question_text'), of('type'), {
			reference: of('reference') || of('list_table') || of('lookup_table'),
		}),
	};
}
