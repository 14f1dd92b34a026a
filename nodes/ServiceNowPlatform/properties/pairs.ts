import type { INodeProperties } from 'n8n-workflow';
import { isObject, objectsIn } from '../domain/api/request';

/** A list of names with values, such as headers. */
export function pairsField(
	field: Pick<INodeProperties, 'displayName' | 'name' | 'description'> & { one: string; placeholder: string },
): INodeProperties {
	const { one, placeholder, ...named } = field;
	return {
		...named,
		type: 'fixedCollection',
		placeholder: `Add ${one}`,
		typeOptions: { multipleValues: true },
		default: {},
		options: [
			{
				displayName: one.charAt(0).toUpperCase() + one.slice(1),
				name: 'pairs',
				values: [
					{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder },
					{ displayName: 'Value', name: 'value', type: 'string', default: '' },
				],
			},
		],
	};
}

/** What was entered there, but for lines without a name. */
export function pairsOf(content: unknown): Array<[name: string, value: string]> {
	const pairs = isObject(content) ? objectsIn(content.pairs) : [];
	return pairs
		.map(({ name, value }): [string, string] => [String(name ?? '').trim(), String(value ?? '')])
		.filter(([name]) => name !== '');
}
