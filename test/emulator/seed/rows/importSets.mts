/** Transform maps of the two staging tables: part of the set-up, so present without demo data too. */
import { record, sysId } from '../record.mts';
import type { SeedRow } from '../record.mts';

/** Source field, target field, how the two differ from a plain copy. */
type Entry = readonly [source: string, target: string, kind?: 'coalesce' | 'name' | 'user_name'];

const MAPS: ReadonlyArray<{ name: string; source: string; target: string; entries: readonly Entry[] }> = [
	{
		name: 'User',
		source: 'imp_user',
		target: 'sys_user',
		entries: [
			['user_id', 'user_name', 'coalesce'],
			['first_name', 'first_name'],
			['last_name', 'last_name'],
			['email', 'email'],
			['title', 'title'],
			['phone', 'phone'],
			['department', 'department', 'name'],
			['location', 'location', 'name'],
		],
	},
	{
		name: 'Incident',
		source: 'u_incident_import',
		target: 'incident',
		entries: [
			['u_number', 'number', 'coalesce'],
			['u_short_description', 'short_description'],
			['u_description', 'description'],
			['u_caller', 'caller_id', 'user_name'],
			['u_urgency', 'urgency'],
			['u_impact', 'impact'],
			['u_assignment_group', 'assignment_group', 'name'],
			['u_correlation_id', 'correlation_id'],
		],
	},
];

export const importSetRows: SeedRow[] = MAPS.flatMap(({ name, source, target, entries }) => [
	record('sys_transform_map', name, {
		name,
		source_table: source,
		target_table: target,
		active: 'true',
		run_business_rules: 'true',
		enforce_mandatory_fields: 'false',
		copy_empty_fields: 'false',
		create_new_record_on_empty_coalesce_fields: 'true',
		order: '100',
	}),
	...entries.map(([source_field, target_field, kind]) =>
		record('sys_transform_entry', `${name}/${source_field}`, {
			map: sysId('sys_transform_map', name),
			source_table: source,
			source_field,
			target_table: target,
			target_field,
			coalesce: String(kind === 'coalesce'),
			coalesce_empty_fields: 'false',
			// How the platform finds a referenced record that an import names in words; unknown names make none here.
			choice_action: kind === 'name' || kind === 'user_name' ? 'ignore' : '',
			reference_value_field: kind === 'name' || kind === 'user_name' ? kind : '',
			use_source_script: 'false',
		}),
	),
]);
