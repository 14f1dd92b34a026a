import type { INodeProperties } from 'n8n-workflow';
import { apiPath, recordOf } from '../../domain/api/request';
import { attributesOf, findItem } from '../../domain/cmdb/configurationItem';
import { relationsOf, addClasses } from '../../domain/cmdb/relations';
import { outputFieldsWithoutView } from '../../properties/output/output';
import { valuesOption } from '../../properties/output/read';
import { recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';
import { optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';
import { itemShape } from './itemShape';
import { referenceForm } from './properties';

const options: INodeProperties[] = [
	{
		displayName: 'Include Relations',
		name: 'includeRelations',
		type: 'boolean',
		default: true,
		description: 'Whether the relations of the item are returned, with name and class of the items at their other ends',
	},
	valuesOption,
];

export function get(subject: Subject): Operation {
	return {
		option: {
			name: 'Get',
			description: 'Get a configuration item by its name, sys_id or address, with its relations',
			action: 'Get configuration item',
		},
		readOnly: true,
		properties: [...recordProperties(subject), ...outputFieldsWithoutView, optionsField(options)],
		*run(item) {
			const { table, key } = recordOfSubject(subject, item);
			const given = item.collection('options');
			const shape = itemShape(item);
			const { className, sys_id, record } = yield* findItem(table, key, shape.query);
			if (shape.isEnough && given.includeRelations === false) return [shape.shaped(record)];
			const result = recordOf(yield { method: 'GET', path: apiPath`/api/now/cmdb/instance/${className}/${sys_id}` });
			const attributes = shape.shaped(shape.isEnough ? record : attributesOf(result, referenceForm(given)));
			if (given.includeRelations === false) return [attributes];
			const [outbound, inbound] = [relationsOf(result, 'outbound'), relationsOf(result, 'inbound')];
			const known = yield* addClasses([...outbound, ...inbound]);
			return [
				{
					...attributes,
					outbound_relations: known.slice(0, outbound.length),
					inbound_relations: known.slice(outbound.length),
				},
			];
		},
	};
}
