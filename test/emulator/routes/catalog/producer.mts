/** Record producers: a form of the catalog that makes a record of another table. */
import { parseObject } from '../../http/content/body.mts';
import type { ApiRequest, ApiResponse, Context, Row, Store } from '../../types.mts';
import { answersOf, checkMandatory, textOf, variablesOf } from './answers.mts';
import type { Answer } from './answers.mts';
import { invalidRequest, notFound } from './refusals.mts';
import { keepRows, rowAnswersOf } from './sets.mts';
import type { Parent } from './sets.mts';
import { buyerOf, findItem } from './shop.mts';
import type { Shopper } from './shop.mts';

function readProducer(store: Store, { session, params }: ApiRequest): Row {
	const sys_id = params.sys_id ?? '';
	if (!findItem(store, session, sys_id)) throw notFound();
	const producer = store.one('sc_cat_item_producer', { sys_id });
	if (!producer || !store.schema.exists(producer.table_name ?? '')) throw invalidRequest('Not a record producer');
	return producer;
}

/** The answers stay with the record, besides what they filled in. */
function keepAnswers({ store, session }: Shopper, parent: Parent, answers: Answer[]): void {
	for (const { question, value } of answers) {
		store.insert(buyerOf(session), 'question_answer', {
			question: question.sys_id ?? '',
			order: question.order ?? '',
			value,
			table_name: parent.table,
			table_sys_id: parent.sys_id,
		});
	}
}

/** A variable fills the column of its name, if there is one. */
export function submitProducer(request: ApiRequest, { store }: Context): ApiResponse {
	const { session } = request;
	const producer = readProducer(store, request);
	const { table_name: table = '', view } = producer;
	const body = parseObject(request);
	const sent = variablesOf(body);
	const answers = answersOf(store, session, producer, sent);
	checkMandatory(answers);
	const values = Object.fromEntries(
		answers.filter(({ value }) => value !== '').map(({ question, value }) => [question.name ?? '', value]),
	);
	const made = store.transaction(() => {
		// The portal's own page chooses the id, since files hang on the record before it is there; not documented.
		const row = store.insert(buyerOf(session), table, { ...values, sys_id: textOf(body.sysparm_item_guid) });
		const parent = { table, sys_id: row.sys_id ?? '' };
		keepAnswers({ store, session }, parent, answers);
		keepRows(store, buyerOf(session), parent, rowAnswersOf(store, producer.sys_id ?? '', sent));
		return row;
	});
	const sys_id = made.sys_id ?? '';
	return {
		status: 200,
		body: {
			result: {
				sys_id,
				number: made.number ?? made[store.schema.displayColumn(table)] ?? '',
				parent_id: null,
				record: `api/now/table/${table}/${sys_id}`,
				redirect_portal_url: '',
				parent_table: store.schema.chain(table)[1] ?? table,
				redirect_url: `${table}.do?sys_id=${sys_id}&sysparm_view=${view || 'ess'}`,
				table,
				redirect_to: '',
			},
		},
	};
}
