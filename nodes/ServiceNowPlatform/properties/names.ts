import type { INodeProperties } from 'n8n-workflow';

/** For where the same text is a name to some and a stored value to others. */
export const resolveNamesOption: INodeProperties = {
	displayName: 'Resolve Names',
	name: 'resolveNames',
	type: 'boolean',
	default: true,
	description:
		'Whether names of records and labels of choices are looked up: users by user name, email or name, groups by name, tasks by number, others by their display column',
};
