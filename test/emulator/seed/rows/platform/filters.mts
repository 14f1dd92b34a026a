/** The dynamic filter options that every instance has, under the ids that they have everywhere. */
import { record, sysId } from '../../record.mts';
import type { SeedRow } from '../../record.mts';

const OPTIONS = [
	['90d1921e5f510100a9ad2572f2b477fe', 'Me', 'gs.getUserID()', 'sys_user'],
	['d6435e965f510100a9ad2572f2b47744', 'One of My Groups', 'gs.getUser().getMyGroups()', 'sys_user_group'],
	['0f63961e5f510100a9ad2572f2b47745', 'One of My Assignments', 'getMyAssignments()', 'sys_user'],
	['54635e965f510100a9ad2572f2b4774c', 'One of My Approvals', 'getMyApprovals()', 'sys_user'],
] as const;

export const filterRows: SeedRow[] = OPTIONS.map(([sys_id, label, script, table]) =>
	record('sys_filter_option_dynamic', label, {
		sys_id,
		label,
		script,
		table,
		field_type: sysId('sys_glide_object', 'reference'),
		active: 'true',
		available_for_filter: 'true',
		order: '100',
	}),
);
