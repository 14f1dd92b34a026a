/** Transform maps of the staging tables: part of the set-up, so present without demo data too. */
import { record, sysId } from '../../record.mts';
import type { SeedRow } from '../../record.mts';
import type { Row } from '../../../types.mts';

/** Source field, target field, how the two differ from a plain copy. */
type Entry = readonly [source: string, target: string, kind?: Row];

interface TransformMap {
	name: string;
	source: string;
	target: string;
	entries: readonly Entry[];
	extra?: Row;
}

const COALESCE: Row = { coalesce: 'true' };
/** How the platform finds a referenced record that an import names in words; unknown names make none here. */
const BY_NAME: Row = { reference_value_field: 'name', choice_action: 'ignore' };
const BY_USER_NAME: Row = { reference_value_field: 'user_name', choice_action: 'ignore' };

const MAPS: readonly TransformMap[] = [
	{
		name: 'User',
		source: 'imp_user',
		target: 'sys_user',
		entries: [
			['user_id', 'user_name', COALESCE],
			['first_name', 'first_name'],
			['last_name', 'last_name'],
			['email', 'email'],
			['title', 'title'],
			['phone', 'phone'],
			['department', 'department', BY_NAME],
			['location', 'location', BY_NAME],
		],
	},
	{
		name: 'Incident',
		source: 'u_incident_import',
		target: 'incident',
		entries: [
			['u_number', 'number', COALESCE],
			['u_short_description', 'short_description'],
			['u_description', 'description'],
			['u_caller', 'caller_id', BY_USER_NAME],
			['u_urgency', 'urgency'],
			['u_impact', 'impact'],
			['u_assignment_group', 'assignment_group', BY_NAME],
			['u_correlation_id', 'correlation_id'],
		],
	},
	{
		name: 'Employee',
		source: 'u_employee_import_set_table',
		target: 'sys_user',
		entries: [
			['u_id', 'employee_number', COALESCE],
			['u_name', 'first_name'],
			['u_address', 'street'],
		],
	},
	// One row of this table makes a piece of equipment and a ticket with its vendor.
	{
		name: 'Equipment',
		source: 'u_equipment_import',
		target: 'u_equipment',
		extra: { enforce_mandatory_fields: 'true' },
		entries: [
			['u_name', 'u_name', COALESCE],
			['u_colour', 'u_colour', { choice_action: 'reject' }],
			['u_bought', 'u_bought_on', { date_format: 'dd/MM/yyyy' }],
			['u_owner', 'u_owner', BY_USER_NAME],
			['u_extra', 'u_notes'],
		],
	},
	{
		name: 'Equipment Ticket',
		source: 'u_equipment_import',
		target: 'u_vendor_ticket',
		extra: { enforce_mandatory_fields: 'true', order: '200' },
		entries: [
			['u_fault', 'short_description'],
			['u_vendor', 'u_vendor', { reference_value_field: 'name', choice_action: 'create' }],
		],
	},
];

export const importSetRows: SeedRow[] = MAPS.flatMap(({ name, source, target, entries, extra }) => [
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
		...extra,
	}),
	...entries.map(([source_field, target_field, kind]) =>
		record('sys_transform_entry', `${name}/${source_field}`, {
			map: sysId('sys_transform_map', name),
			source_table: source,
			source_field,
			target_table: target,
			target_field,
			coalesce: 'false',
			coalesce_empty_fields: 'false',
			choice_action: '',
			reference_value_field: '',
			use_source_script: 'false',
			...kind,
		}),
	),
]);
