/** Items that exist for one property each: every kind of question, ordering for others, an order guide. */
import { sysId } from '../../record.mts';
import type { Item, Question } from './catalogItems.mts';

/** One question of each type that the other items do not have. */
const WORKSPACE: readonly Question[] = [
	{ name: 'title', label: 'Title', type: '16', mandatory: true },
	{ name: 'heading', label: 'Who takes part', type: '11' },
	{ name: 'members', label: 'Members', type: '21', extra: { list_table: 'sys_user' } },
	{
		name: 'site',
		label: 'Site',
		type: '18',
		extra: { lookup_table: 'cmn_location', reference_qual_condition: 'parent.name=Europe' },
	},
	{
		name: 'department',
		label: 'Department',
		type: '22',
		extra: { lookup_table: 'cmn_department', lookup_value: 'id' },
	},
	{
		name: 'confidentiality',
		label: 'Confidentiality',
		type: '3',
		default_value: 'internal',
		choices: [
			['public', 'Public'],
			['internal', 'Internal'],
			['secret', 'Secret', '50'],
		],
	},
	{ name: 'importance', label: 'Importance', type: '4', extra: { scale_min: '1', scale_max: '5' } },
	{ name: 'break', label: '', type: '12' },
	{ name: 'starts', label: 'Starts', type: '10' },
	{ name: 'lasts', label: 'Lasts', type: '29' },
	{ name: 'contact', label: 'Contact', type: '26' },
	{ name: 'homepage', label: 'Home page', type: '27' },
	{ name: 'address', label: 'Address', type: '28' },
	{ name: 'passphrase', label: 'Passphrase', type: '25' },
	{ name: 'welcome', label: 'Welcome page', type: '23', extra: { help_text: 'Shown to new members' } },
	{ name: 'logo', label: 'Logo', type: '33' },
	{ name: 'archive', label: 'Keep an archive', type: '7', extra: { price_if_checked: '15' } },
	{ name: 'note', label: 'Workspaces are reviewed every year', type: '32' },
];

const LAPTOP = '04b7e94b4f7b4200086eeed18110c7fd';
const guideQuestion = (name: string): string => sysId('item_option_new', `New Hire/${name}`);

export const EXTRA_ITEMS: readonly Item[] = [
	{
		name: 'Project Workspace',
		category: 'Software',
		short_description: 'Shared place for a project',
		price: '10',
		questions: WORKSPACE,
	},
	{
		name: 'Accounts for a Team',
		category: 'Access',
		short_description: 'One account for each member',
		price: '0',
		questions: [{ name: 'team', label: 'Team', type: '8', reference: 'sys_user_group', mandatory: true }],
		sets: [
			{
				internal_name: 'approval_details',
				title: 'Approval',
				multiRow: false,
				questions: [
					{ name: 'cost_center', label: 'Cost center', type: '6', mandatory: true },
					{ name: 'approved_on', label: 'Approved on', type: '9' },
				],
			},
			{
				internal_name: 'accounts',
				title: 'Accounts',
				multiRow: true,
				questions: [
					{ name: 'user', label: 'User', type: '8', reference: 'sys_user', mandatory: true },
					{
						name: 'level',
						label: 'Level',
						type: '5',
						choices: [
							['basic', 'Basic'],
							['full', 'Full'],
						],
					},
					{ name: 'remote', label: 'Remote', type: '7' },
				],
			},
		],
	},
	{
		name: 'Standby Phone',
		category: 'Hardware',
		short_description: 'Phone for those on call',
		price: '90',
		extra: { roles: 'itil' },
		questions: [
			{
				name: 'requested_for',
				label: 'Requested for',
				type: '31',
				reference: 'sys_user',
				mandatory: true,
				extra: { enable_also_request_for: 'true' },
			},
		],
	},
	{
		name: 'New Hire',
		category: 'Services',
		short_description: 'Everything somebody new needs',
		price: '0',
		sys_id: '6690750f4f7b4200086eeed18110c761',
		guide: [
			{ item: LAPTOP, order: '100' },
			{ item: sysId('sc_cat_item', 'Second Screen'), order: '200' },
			{
				item: sysId('sc_cat_item', 'Developer Laptop'),
				order: '300',
				condition: `IO:${guideQuestion('laptop_type')}=developer^IO:${guideQuestion('standard_package')}=Yes`,
			},
			{
				item: sysId('sc_cat_item', 'Office Licence'),
				order: '600',
				condition: `IO:${guideQuestion('remote')}=Yes`,
			},
		],
		questions: [
			{ name: 'hiring_manager', label: 'Hiring manager', type: '8', reference: 'sys_user', mandatory: true },
			{ name: 'hiring_group', label: 'Hiring group', type: '8', reference: 'sys_user_group' },
			{ name: 'remote', label: 'Works remotely', type: '1' },
			{ name: 'standard_package', label: 'Standard package', type: '1' },
			{
				name: 'laptop_type',
				label: 'Laptop',
				type: '5',
				choices: [
					['standard', 'Standard'],
					['developer', 'Developer'],
				],
			},
		],
	},
];
