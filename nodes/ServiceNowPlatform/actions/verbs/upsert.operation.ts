import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Steps } from '../../domain/api/request';
import { findMatch, sharedId } from '../../domain/records/match';
import type { Item } from '../../properties/item/item';
import { bare } from '../../properties/pickers/locator';
import { dependsOn, type Subject, tableOf, tableProperties } from '../../properties/pickers/subject';
import { resolveMatch, resolveValues, valuesMapper } from '../../properties/values/values';
import { optionsField, writeOptions } from '../../properties/values/write';
import type { Operation } from '../operation';
import { insertOnce } from '../steps/insertOnce';
import { resolveStorable } from '../steps/storableValues';
import { outputFields } from '../../properties/output/output';
import { type Write, write } from '../steps/write';

const matchColumnsOption: INodeProperties = {
	displayName: 'Match Columns',
	name: 'matchColumns',
	type: 'string',
	default: '',
	placeholder: 'e.g. correlation_id,location',
	description: 'More columns to match on, separated by commas: for when the list of columns cannot be loaded',
};

/** What is found by matching is looked for by its stored values, whatever form the values to write have. */
export function upsert(subject: Subject): Operation {
	return {
		option: {
			name: 'Create or Update',
			description: 'Create a new record, or update the current one if it already exists (upsert)',
			action: `Create or update ${bare(subject.kind)}`,
		},
		properties: [
			...tableProperties(subject),
			valuesMapper('upsert', dependsOn(subject)),
			...outputFields,
			optionsField([...writeOptions, matchColumnsOption]),
		],
		lane: (item) => sharedId(tableOf(subject, item), resolveMatch(item, resolveValues(item))),
		*run(item) {
			const table = tableOf(subject, item);
			const [values, options] = [resolveValues(item), item.collection('options')];
			const match = yield* resolveStorable(item, table, resolveMatch(item, values), options);
			const { sys_id, isTaken } = yield* findMatch(table, match);
			if (sys_id === undefined) {
				const one = { table, values, options };
				const isShared = !isTaken && !values.sys_id;
				return [isShared ? yield* createOnce(item, one, match) : created(yield* write(item, one))];
			}
			const changes = Object.fromEntries(Object.entries(values).filter(([column]) => column !== 'sys_id'));
			const record = yield* write(item, { table, sys_id, values: changes, options });
			return [updated(record)];
		},
	};
}

/** Creates the record, unless another item or execution does so first; it is updated then. */
function* createOnce(item: Item, one: Write, match: Record<string, string>): Steps<IDataObject> {
	const { table, values } = one;
	let isNew = true;
	const record = yield* write(item, {
		...one,
		values: { ...values, sys_id: sharedId(table, match) },
		*send(request) {
			const sent = yield* insertOnce(request, table, match, () => item.newSysId(table));
			isNew = sent.created;
			return sent.answer;
		},
	});
	return isNew ? created(record) : updated(record);
}

const created = (record: IDataObject): IDataObject => ({ ...record, upsert: 'created' });
const updated = (record: IDataObject): IDataObject => ({ ...record, upsert: 'updated' });
