/** Change models and the templates of standard changes. */
import { record, sysId } from '../../record.mts';
import type { SeedRow } from '../../record.mts';

/** Models by change type; `standard` and `emergency` as the documentation shows them. */
export const MODELS = {
	normal: '007c4001c343101035ae3f52c1d3aeb2',
	standard: 'e55d0bfec343101035ae3f52c1d3ae49',
	emergency: 'c0efda5347c12200e0ef563dbb9a81e3',
} as const;

const MODEL_TEXTS = [
	['normal', 'Normal', 'Assessed, authorised, then carried out', '#2e7d32'],
	['standard', 'Standard', 'Approved beforehand through a template', '#1565c0'],
	['emergency', 'Emergency', 'Must not wait for the advisory board', '#c62828'],
] as const;

interface Template {
	name: string;
	category: string;
	plan: string;
	producer?: string;
	version?: string;
}

export const TEMPLATES: readonly Template[] = [
	{
		name: 'Clear the BGP sessions of a router',
		category: 'Network',
		plan: 'Take the router out of monitoring, clear the sessions, watch them come back.',
		version: '16c2273c47010200e90d87e8dee49006',
	},
	{
		name: 'Add a network switch to a data centre cabinet',
		category: 'Network',
		plan: 'Mount, connect, configure, add to monitoring.',
		producer: '92b8544047810200e90d87e8dee490b0',
	},
	{ name: 'Reboot a Windows server', category: 'Software', plan: 'Announce, reboot, check the services.' },
];

const producerId = ({ name, producer }: Template): string => producer ?? sysId('std_change_record_producer', name);

export function templateVersionId(name: string): string {
	const version = TEMPLATES.find((template) => template.name === name)?.version;
	return version ?? sysId('std_change_producer_version', name);
}

/** Values of a template as an encoded query, which is how the platform keeps them. */
function presetOf({ name, category, plan }: Template): string {
	const values = {
		type: 'standard',
		category,
		short_description: name,
		implementation_plan: plan,
		backout_plan: 'Undo the steps.',
		test_plan: 'Compare monitoring before and after.',
	};
	return `${Object.entries(values)
		.map(([key, value]) => `${key}=${value}`)
		.join('^')}^EQ`;
}

const modelRows: SeedRow[] = MODEL_TEXTS.map(([type, name, description, color]) =>
	record('chg_model', type, {
		sys_id: MODELS[type],
		name,
		sys_name: name,
		description,
		color,
		table_name: 'change_request',
		state_field: 'state',
		record_preset: `type=${type}^EQ`,
		active: 'true',
		available_in_ui: 'true',
		default_change_model: String(type === 'normal'),
		sys_class_name: 'chg_model',
	}),
);

function templateRows(template: Template): SeedRow[] {
	const { name } = template;
	const preset = presetOf(template);
	const templateId = sysId('sys_template', name);
	return [
		record('sys_template', name, {
			name,
			table: 'change_request',
			template: preset,
			short_description: name,
			active: 'true',
			global: 'true',
			sys_class_name: 'sys_template',
		}),
		record('std_change_record_producer', name, {
			sys_id: producerId(template),
			name,
			sys_name: name,
			short_description: name,
			table_name: 'change_request',
			template: templateId,
			current_version: templateVersionId(name),
			active: 'true',
			retired: 'false',
			type: 'item',
			sys_scope: 'global',
			sys_class_name: 'std_change_record_producer',
		}),
		record('std_change_producer_version', name, {
			sys_id: templateVersionId(name),
			name: `${name} - 1`,
			version: '1',
			std_change_producer: producerId(template),
			std_change_producer_copy: preset,
			active: 'true',
			closed_change_count: '1',
			unsuccessful_change_count: '0',
		}),
	];
}

export const changeModelRows: SeedRow[] = [...modelRows, ...TEMPLATES.flatMap(templateRows)];
