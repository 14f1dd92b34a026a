/** The views that come out of the box, with the forms of the tables that people work with most. */
import { record, sysId } from '../../record.mts';
import type { SeedRow } from '../../record.mts';

const VIEWS: Record<string, { sys_id: string; title: string }> = {
	'': { sys_id: 'Default view', title: 'Default view' },
	mobile: { sys_id: sysId('sys_ui_view', 'mobile'), title: 'Mobile' },
	ess: { sys_id: sysId('sys_ui_view', 'ess'), title: 'Self Service' },
};

/** Table, view, elements. */
const FORMS: ReadonlyArray<readonly [table: string, view: string, elements: string]> = [
	['task', '', 'number assigned_to .split short_description state description'],
	[
		'incident',
		'',
		'.begin_split number caller_id category subcategory business_service cmdb_ci .split contact_type state impact ' +
			'urgency priority assignment_group assigned_to .end_split short_description description comments work_notes ' +
			'close_code close_notes resolved_by resolved_at',
	],
	['incident', 'mobile', 'number caller_id state priority assigned_to short_description'],
	['incident', 'ess', 'number caller_id urgency state short_description comments'],
	['problem', '', 'number state impact urgency priority assignment_group assigned_to short_description description'],
	[
		'change_request',
		'',
		'number requested_by category cmdb_ci .split type state priority risk impact assignment_group assigned_to ' +
			'.end_split short_description description justification start_date end_date',
	],
	['change_request', 'mobile', 'number type state start_date end_date assigned_to short_description'],
	['sys_user', '', 'user_name first_name last_name title department .split active email phone mobile_phone time_zone'],
	['sys_user', 'mobile', 'name email phone mobile_phone manager.name'],
];

function formRows([table, view, elements]: (typeof FORMS)[number]): SeedRow[] {
	const key = `${table}/${view}`;
	const section = sysId('sys_ui_section', key);
	return [
		record('sys_ui_section', key, { name: table, view: VIEWS[view]?.sys_id ?? '', title: 'true' }),
		...elements.split(' ').map((element, position) =>
			record('sys_ui_element', `${key}/${element}`, {
				sys_ui_section: section,
				element,
				position: String(position),
				type: element.startsWith('.') ? element : '',
			}),
		),
	];
}

export const layoutRows: SeedRow[] = [
	...Object.entries(VIEWS).map(([name, view]) => record('sys_ui_view', name || 'default', { name, ...view })),
	...FORMS.flatMap(formRows),
];
