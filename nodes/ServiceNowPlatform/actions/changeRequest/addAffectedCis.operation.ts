import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isSysId } from '../../domain/address/record';
import { ApiFailure } from '../../domain/failure/failure';
import { joinItems, type Joined } from '../../domain/change/items';
import { type RecordKey, findSysId } from '../../domain/records/lookup';
import type { Item } from '../../properties/item/item';
import { associationField, associationOf } from '../../properties/pickers/associations';
import { ANY_ITEM } from '../../properties/pickers/kinds';
import { locator, resolveLocator } from '../../properties/pickers/locator';
import { recordLane, recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';
import { timeLimitOf, timeLimitOption } from '../../properties/values/wait';
import { optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';

const moreOption: INodeProperties = {
	displayName: 'More Configuration Items',
	name: 'more',
	type: 'string',
	default: '',
	placeholder: 'e.g. web-02, 46f67787a9fe198101e06dfcf3a78e99',
	description: 'Names or sys_ids of other configuration items to add, separated by commas',
};

const notAddedOption: INodeProperties = {
	displayName: 'If a CI Is Not Added',
	name: 'notAdded',
	type: 'options',
	options: [
		{ name: 'Error', value: 'error', description: 'The item fails; what could be added stays added' },
		{ name: 'Show a Hint', value: 'hint' },
	],
	default: 'error',
	description: 'What to do when ServiceNow leaves one out, such as one that the user may not see',
};

const refreshOption: INodeProperties = {
	displayName: 'Refresh Impacted Services',
	name: 'refresh_impacted_services',
	type: 'boolean',
	default: false,
	description: 'Whether the services that rest on the affected items are added as impacted, too',
};

export function addAffectedCis(subject: Subject): Operation {
	return {
		option: {
			name: 'Add Affected CIs',
			description: 'Add configuration items or services to those that a change request affects; none is added twice',
			action: 'Add affected configuration items to change request',
		},
		properties: [
			...recordProperties(subject),
			associationField,
			locator(ANY_ITEM, { name: 'configurationItem' }),
			optionsField([moreOption, notAddedOption, refreshOption, timeLimitOption]),
		],
		lane: recordLane(subject),
		*run(item) {
			const { table, key } = recordOfSubject(subject, item);
			const options = item.collection('options');
			const first = resolveLocator(item, ANY_ITEM, 'configurationItem');
			const keys = [first, ...named(String(options.more ?? ''))];
			const limit = timeLimitOf(options);
			const association = associationOf(item);
			const change = yield* findSysId(table, key);
			const items: string[] = [];
			for (const each of keys) items.push(yield* findSysId(ANY_ITEM.table, each));
			const refresh = options.refresh_impacted_services === true && association.type === 'affected';
			const result = yield* joinItems({ ...association, change, items: [...new Set(items)], refresh, limit });
			tellLeftOut(item, result, options);
			return [{ sys_id: change, association_type: association.type, ...result }];
		},
	};
}

/** @throws ApiFailure when something was left out and the user wants an error then */
function tellLeftOut(item: Item, { not_added, messages }: Joined, { notAdded }: IDataObject): void {
	if (not_added.length === 0) return;
	const message = `Not added: ${not_added.join(', ')}`;
	if (notAdded === 'hint') {
		item.notes.push({ subject: 'not added', text: message });
		return;
	}
	throw new ApiFailure({
		kind: 'not-stored',
		message,
		...(messages.length > 0 ? { detail: messages.join(' ') } : {}),
		advice: 'Check that these are configuration items of the right class, and that the user may see and add them.',
	});
}

/** Names may hold blanks, so only commas and new lines separate them. */
function named(text: string): RecordKey[] {
	const parts = text.split(/[,\n]/).map((part) => part.trim());
	return parts
		.filter((part) => part !== '')
		.map((part) => (isSysId(part) ? { sys_id: part.toLowerCase() } : { column: 'name', value: part }));
}
