import { compactMetadata, relationTypesOf } from '../../../../nodes/ServiceNowPlatform/domain/cmdb/classMetadata.ts';

const rules = [
	{ parent: 'a', relation_type: 't1', child: 'b' },
	{ parent: 'a', relation_type: 't2', child: 'c' },
	{ parent: 'a', relation_type: 't1', child: 'd' },
];
const flags = { is_inherited: 'true', is_mandatory: 'false', is_read_only: 'true', is_display: 'false' };
const meta = {
	name: 'a',
	label: 'A',
	parent: 'cmdb_ci',
	children: ['b'],
	is_extendable: true,
	icon: 'x',
	attributes: [
		{ element: 'z', label: 'Z', type: 'string', max_length: '40', default_value: null, ...flags },
		{ element: 'b', label: 'B', type: 'boolean', max_length: '4', default_value: 'false', ...flags },
	],
	relationship_rules: rules,
	identification_rules: {
		name: 'Rule',
		applies_to: 'cmdb_ci_hardware',
		active: true,
		is_independent: true,
		identifiers: [
			{ attributes: 'name', table: null, order: 300, active: true, allow_null_attribute: false },
			{ attributes: 'x, y', table: 'cmdb_serial_number', order: 100, active: false, allow_null_attribute: true },
		],
	},
};
const ALL = ['attributes', 'relationships', 'identification'] as const;

describe('compactMetadata', () => {
	it('names attributes in order, with flags for the texts of the API', () => {
		expect(compactMetadata(meta, ['attributes'], new Map())).toEqual({
			name: 'a',
			label: 'A',
			parent: 'cmdb_ci',
			children: ['b'],
			is_extendable: true,
			attributes: [
				expect.objectContaining({ name: 'b', max_length: 4, default_value: 'false', inherited: true, read_only: true }),
				{
					name: 'z',
					label: 'Z',
					type: 'string',
					max_length: 40,
					mandatory: false,
					read_only: true,
					inherited: true,
					display: false,
				},
			],
		});
	});

	it('names relation types, or leaves the sys_id where the name is not known', () => {
		const { relationship_rules } = compactMetadata(meta, ['relationships'], new Map([['t1', 'Runs on::Runs']]));
		expect(relationship_rules).toEqual([
			{ parent: 'a', relation_type: 'Runs on::Runs', child: 'b' },
			{ parent: 'a', relation_type: 't2', child: 'c' },
			{ parent: 'a', relation_type: 'Runs on::Runs', child: 'd' },
		]);
		expect(relationTypesOf(meta)).toEqual(['t1', 't2']);
	});

	it('tells identifiers in the order in which they are tried, and where they search', () => {
		const { identification_rule } = compactMetadata(meta, ['identification'], new Map());
		expect(identification_rule).toEqual({
			name: 'Rule',
			applies_to: 'cmdb_ci_hardware',
			is_independent: true,
			active: true,
			identifiers: [
				{ order: 100, attributes: ['x', 'y'], search_on: 'cmdb_serial_number', allow_empty: true, active: false },
				{ order: 300, attributes: ['name'], search_on: 'cmdb_ci_hardware', allow_empty: false, active: true },
			],
		});
	});

	it('is not confused by a class that has nothing of all this', () => {
		expect(compactMetadata({ name: 'a', identification_rules: {} }, [...ALL], new Map())).toMatchObject({
			children: [],
			attributes: [],
			relationship_rules: [],
			identification_rule: null,
		});
	});
});
