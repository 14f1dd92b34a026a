import type { INodeProperties } from 'n8n-workflow';
import { apiPath, recordOf } from '../../domain/api/request';
import { attributesOf, findItem } from '../../domain/cmdb/configurationItem';
import { relationsOf, addClasses } from '../../domain/cmdb/relations';
import { fieldList } from '../../properties/output/read';
import { recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';
import { optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';
import { referenceForm, referencesOption } from './properties';

const options: INodeProperties[] = [
	{
		displayName: 'Attributes',
		name: 'attributes',
		type: 'string',
		default: '',
		placeholder: 'e.g. sys_id,name,ip_address',
		description: 'Names of the attributes to return, separated by commas. Empty returns all.',
	},
	{
		displayName: 'Include Relations',
		name: 'includeRelations',
		type: 'boolean',
		default: true,
		description: 'Whether the relations of the item are returned, with name and class of the items at their other ends',
	},
	referencesOption,
];

export function get(subject: Subject): Operation {
	return {
		option: {
			name: 'Get',
			description: 'Get a configuration item by its name, sys_id or address, with its relations',
			action: 'Get a configuration item',
		},
		readOnly: true,
		properties: [...recordProperties(subject), optionsField(options)],
		*run(item) {
			const { table, key } = recordOfSubject(subject, item);
			const given = item.collection('options');
			const names = fieldList(given.attributes);
			const { className, sys_id } = yield* findItem(table, key);
			const result = recordOf(yield { method: 'GET', path: apiPath`/api/now/cmdb/instance/${className}/${sys_id}` });
			const all = attributesOf(result, referenceForm(given.references));
			const attributes = names.length === 0 ? all : Object.fromEntries(names.map((name) => [name, all[name]]));
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
