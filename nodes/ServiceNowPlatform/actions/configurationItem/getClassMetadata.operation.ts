import type { INodeProperties } from 'n8n-workflow';
import { expectedForbidden } from '../../domain/failure/failure';
import { apiPath, recordOf, type Steps } from '../../domain/api/request';
import { compactMetadata, type MetadataPart, relationTypesOf } from '../../domain/cmdb/classMetadata';
import { RELATION_TYPES, readRows } from '../../domain/cmdb/relations';
import type { Item } from '../../properties/item/item';
import { isSimplified, simplifiedOrRaw } from '../../properties/output/form';
import { classLocator, resolveTable } from '../../properties/pickers/table';
import type { Operation } from '../operation';

const PARTS: MetadataPart[] = ['attributes', 'identification', 'relationships'];

const includeField: INodeProperties = {
	displayName: 'Include',
	name: 'include',
	type: 'multiOptions',
	options: [
		{
			name: 'Attributes',
			value: 'attributes',
			description: 'Name, label and type of each, and whether it is mandatory',
		},
		{
			name: 'Identification Rule',
			value: 'identification',
			description: 'The attributes by which items of the class are recognised',
		},
		{ name: 'Relationship Rules', value: 'relationships', description: 'What the class contains or runs on' },
	],
	default: ['attributes', 'identification', 'relationships'],
	description: 'What to tell of the class, besides its name, label, parent and children',
	displayOptions: { show: { output: ['simplified'] } },
};

export const getClassMetadata: Operation = {
	option: {
		name: 'Get Class Metadata',
		description: 'Get the attributes of a class, its relationship rules, and by what its items are identified',
		action: 'Get metadata of class',
	},
	readOnly: true,
	properties: [classLocator, simplifiedOrRaw, includeField],
	*run(item) {
		const className = resolveTable(item, classLocator);
		const meta = recordOf(yield { method: 'GET', path: apiPath`/api/now/cmdb/meta/${className}` });
		if (!isSimplified(item)) return [meta];
		const parts = chosenParts(item);
		const types = parts.includes('relationships') ? yield* readNames(relationTypesOf(meta)) : new Map<string, string>();
		return [compactMetadata(meta, parts, types)];
	},
};

function chosenParts(item: Item): MetadataPart[] {
	const given = item.raw('include');
	return Array.isArray(given) ? PARTS.filter((part) => given.includes(part)) : PARTS;
}

/** Where the user may not read the relation types, their ids say what can be said. */
function* readNames(types: string[]): Steps<Map<string, string>> {
	try {
		const rows = yield* readRows(RELATION_TYPES, types, ['sys_id', 'name']);
		return new Map(rows.map(({ sys_id, name }) => [String(sys_id), String(name)]));
	} catch (error) {
		expectedForbidden(error);
		return new Map();
	}
}
