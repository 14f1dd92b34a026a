import type { INodeProperties } from 'n8n-workflow';
import type { Item } from '../item/item';

/** How configuration items are joined to a change request: where, and by which column. */
interface Association {
	table: string;
	column: string;
}

const ASSOCIATIONS: Record<string, Association> = {
	affected: { table: 'task_ci', column: 'ci_item' },
	impacted: { table: 'task_cmdb_ci_service', column: 'cmdb_ci_service' },
	offering: { table: 'task_service_offering', column: 'service_offering' },
};

export const associationField: INodeProperties = {
	displayName: 'Association',
	name: 'association_type',
	type: 'options',
	options: [
		{ name: 'Affected', value: 'affected', description: 'Configuration items that the change works on' },
		{ name: 'Impacted Service', value: 'impacted', description: 'Services that rest on those' },
		{ name: 'Impacted Service Offering', value: 'offering', description: 'Offerings of those services' },
	],
	default: 'affected',
	description: 'How the items belong to the change request',
};

export function associationOf(item: Item): Association & { type: string } {
	const given = String(item.collection('options').association_type ?? item.text('association_type'));
	const type = Object.hasOwn(ASSOCIATIONS, given) ? given : 'affected';
	return { type, ...(ASSOCIATIONS[type] as Association) };
}
