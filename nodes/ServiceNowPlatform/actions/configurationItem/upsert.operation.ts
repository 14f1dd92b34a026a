import { apiPath, recordOf, type Steps } from '../../domain/api/request';
import { findItem, ROOT_CLASS } from '../../domain/cmdb/configurationItem';
import {
	type Identification,
	identificationRequest,
	type Payload,
	type PayloadItem,
} from '../../domain/cmdb/identification';
import { outcomeOf, remarksOf } from '../../domain/cmdb/identificationOutcome';
import { type Direction, RELATION_TYPES } from '../../domain/cmdb/relations';
import type { RecordKey } from '../../domain/records/lookup';
import type { Item } from '../../properties/item/item';
import { RELATED_ITEM, RELATION_TYPE } from '../../properties/pickers/kinds';
import { resolveLocator } from '../../properties/pickers/locator';
import { classLocator, resolveTable } from '../../properties/pickers/table';
import { resolveValues, valuesMapper } from '../../properties/values/values';
import { resolveNamesOption } from '../../properties/names';
import { notStoredOption, optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';
import { resolveStorable } from '../steps/storableValues';
import { itemExtras } from './itemExtras';
import { dataSourceField, dataSourceOf, directionOf } from './properties';
import { readBack } from './readBack';
import { relationsField, upsertOptions } from './upsertProperties';

/** Attributes by which items are mostly recognised: reports that agree in all of them are of the same item. */
const IDENTIFYING = ['sys_id', 'name', 'serial_number', 'mac_address'];

interface NamedRelation {
	direction: Direction;
	type: RecordKey;
	target: RecordKey;
}

export const upsert: Operation = {
	option: {
		name: 'Create or Update',
		description:
			'Create a new configuration item, or update the current one if it already exists (upsert), by the identification and reconciliation rules of the CMDB',
		action: 'Create or update configuration item',
	},
	properties: [
		classLocator,
		dataSourceField,
		valuesMapper('create', 'table'),
		relationsField,
		optionsField([...upsertOptions, notStoredOption, resolveNamesOption]),
	],
	// Two reports of one item would be refused in one payload, and the later one is to win.
	lane(item) {
		const [values, options] = [resolveValues(item), item.collection('options')];
		const marks = IDENTIFYING.map((name) => values[name] ?? '');
		const known = marks.some((mark) => mark !== '') ? marks : values;
		const relations = item.collection('relations');
		return JSON.stringify([item.raw('table'), options.source_native_key, known, relations]).toLowerCase();
	},
	*run(item) {
		const identification = yield* identify(item);
		const request = identificationRequest(identification);
		const outcome = outcomeOf(request, yield request, identification);
		for (const text of remarksOf(outcome)) item.notes.push({ subject: `remark:${text}`, text });
		const { notStored } = item.collection('options');
		if (notStored !== 'ignore' && !identification.isSimulated) {
			const [ci] = identification.items as [PayloadItem];
			yield* readBack(item, ci, String(outcome.sys_id), notStored === 'error');
		}
		return [outcome];
	},
};

/** Everything is read before anything is looked up. */
function* identify(item: Item): Steps<Identification> {
	const className = resolveTable(item, classLocator);
	const source = dataSourceOf(item);
	const [values, options] = [resolveValues(item), item.collection('options')];
	const extras = itemExtras(options, source, item.timeZone);
	const relations = relationsNamed(item);
	const sent = yield* resolveStorable(item, className, values, options);
	return {
		...(yield* resolvePayload({ className, values: sent, ...extras }, relations)),
		source,
		isSimulated: options.simulate === true,
		keepPartial: options.partial_payloads === true,
		withSummary: options.generate_summary === true,
	};
}

function relationsNamed(item: Item): NamedRelation[] {
	return item.lines('relations', 'relation').map(({ direction }, index) => {
		const place = `relations.relation[${index}]`;
		return {
			direction: directionOf(direction ?? 'outbound'),
			type: resolveLocator(item, RELATION_TYPE, `${place}.relationType`),
			target: resolveLocator(item, RELATED_ITEM, `${place}.target`),
		};
	});
}

/** Related items are named by their sys_id, and by their real class: with another one they would be moved to that. */
function* resolvePayload(ci: PayloadItem, named: NamedRelation[]): Steps<Payload> {
	const items = [ci];
	const relations: Payload['relations'] = [];
	for (const { direction, type, target } of named) {
		const { sys_id, className } = yield* findItem(ROOT_CLASS, target);
		const known = items.findIndex(({ values }, place) => place > 0 && values.sys_id === sys_id);
		const other = known === -1 ? items.push({ className, values: { sys_id } }) - 1 : known;
		const ends = direction === 'outbound' ? { parent: 0, child: other } : { parent: other, child: 0 };
		relations.push({ ...ends, type: yield* resolveTypeName(type) });
	}
	return { items, relations };
}

/** The engine knows relation types by their names. */
function* resolveTypeName(key: RecordKey): Steps<string> {
	if (!('sys_id' in key)) return key.value;
	const query = { sysparm_fields: 'name' };
	const path = apiPath`/api/now/table/${RELATION_TYPES}/${key.sys_id}`;
	return String(recordOf(yield { method: 'GET', path, query }).name);
}
