import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InputError } from '../../domain/failure/inputError';
import type { ReferenceForm } from '../../domain/cmdb/configurationItem';
import type { Direction } from '../../domain/cmdb/relations';
import type { Item } from '../../properties/item/item';
import { choiceLocator } from '../../properties/pickers/choice';
import { RELATED_ITEM, RELATION_TYPE } from '../../properties/pickers/kinds';
import { locator } from '../../properties/pickers/locator';
import { codeOf } from '../../properties/values/work';

/** On whose behalf an item is written. */
export const dataSourceField: INodeProperties = choiceLocator(
	{ searchListMethod: 'searchDataSources', one: 'a data source', example: 'Manual Entry' },
	{
		name: 'dataSource',
		displayName: 'Data Source',
		required: true,
		description:
			'Where the data come from: one of the choices of the field Discovery source. Reconciliation rules say what a source may change.',
	},
);

/** @throws InputError when nothing is chosen */
export function dataSourceOf(item: Item): string {
	const source = codeOf(item, 'dataSource');
	if (source !== '') return source;
	throw new InputError(
		'Data Source',
		'Nothing is chosen',
		'Choose where the data come from, e.g. Manual Entry, or type a choice of discovery_source.',
	);
}

/** One relation, seen from an item. */
export const relationFields: INodeProperties[] = [
	{
		displayName: 'Direction',
		name: 'direction',
		type: 'options',
		options: [
			{
				name: 'Inbound',
				value: 'inbound',
				description: 'The related item is the parent: it depends on, runs on or contains this one',
			},
			{
				name: 'Outbound',
				value: 'outbound',
				description: 'This item is the parent: it depends on, runs on or contains the related one',
			},
		],
		default: 'outbound',
		description: 'Which of the two is the parent, to whom the first half of the relation type belongs',
	},
	locator(RELATION_TYPE, { name: 'relationType' }),
	locator(RELATED_ITEM, { name: 'target', description: 'The configuration item at the other end' }),
];

/** @throws InputError */
export function directionOf(value: unknown): Direction {
	if (value === 'outbound' || value === 'inbound') return value;
	throw new InputError('Direction', `"${String(value)}" is no direction`, 'Choose Outbound or Inbound.');
}

export function referenceForm({ sysparm_display_value: form }: IDataObject): ReferenceForm {
	return form === 'all' || form === 'true' ? form : 'false';
}
