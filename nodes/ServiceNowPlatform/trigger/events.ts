import type { INodePropertyOptions } from 'n8n-workflow';
import { InputError } from '../domain/failure/inputError';

/** What can be waited for. */
const EVENTS = ['commented', 'created', 'changed', 'deleted', 'updated', 'stateChanged'] as const;

export type EventKind = (typeof EVENTS)[number];

/** Events of a table that the user chooses. */
const OPEN: Array<INodePropertyOptions & { value: EventKind }> = [
	{
		name: 'Comment or Work Note Added',
		value: 'commented',
		description: 'Somebody writes a comment or a work note',
		action: 'On comment or work note added',
	},
	{
		name: 'Record Created',
		value: 'created',
		description: 'A record is created',
		action: 'On record created',
	},
	{
		name: 'Record Created or Updated',
		value: 'changed',
		description: 'A record is created or changed',
		action: 'On record created or updated',
	},
	{
		name: 'Record Deleted',
		value: 'deleted',
		description: 'A record is deleted',
		action: 'On record deleted',
	},
	{
		name: 'Record Updated',
		value: 'updated',
		description: 'A record that was there already is changed',
		action: 'On record updated',
	},
	{
		name: 'State Changed To…',
		value: 'stateChanged',
		description: 'The state, or another field of choices, of a record changes to one of the values that you name',
		action: 'On state changed',
	},
];

/** The same of tables that people look for by their name, and that need not be chosen then. */
const USUAL: Array<[table: string, one: string, kinds: EventKind[]]> = [
	['incident', 'Incident', ['created', 'updated', 'stateChanged', 'commented']],
	['change_request', 'Change request', ['created', 'updated', 'stateChanged']],
	['problem', 'Problem', ['created', 'updated']],
	['sc_request', 'Request', ['created']],
	['sc_req_item', 'Requested item', ['created', 'stateChanged']],
	['sc_task', 'Catalog task', ['created']],
	['sysapproval_approver', 'Approval', ['created']],
];

const WORDS: Record<EventKind, [one: string, many: string]> = {
	commented: ['commented on', 'Somebody writes a comment or a work note on one'],
	created: ['created', 'One is created'],
	changed: ['created or updated', 'One is created or changed'],
	deleted: ['deleted', 'One is deleted'],
	updated: ['updated', 'One that was there already is changed'],
	stateChanged: ['state changed', 'Its state changes to one of the values that you name'],
};

const usual: INodePropertyOptions[] = USUAL.flatMap(([table, one, kinds]) =>
	kinds.map((kind) => {
		const [what, description] = WORDS[kind];
		return {
			name: titled(`${one} ${what}`),
			value: `${kind}:${table}`,
			description,
			action: `On ${one.toLowerCase()} ${what}`,
		};
	}),
);

/** In the order in which people look for them. */
export const eventOptions: INodePropertyOptions[] = [...usual, ...OPEN];

/** Values of the selector that stand for a kind of event, of whichever table. */
export function valuesOf(...kinds: EventKind[]): string[] {
	return eventOptions.map(({ value }) => String(value)).filter((value) => kinds.includes(chosenEvent(value).kind));
}

/** Values of the selector that name their table. */
export const VALUES_WITH_TABLE = usual.map(({ value }) => String(value));

/** What a value of the selector stands for; `table` where it names one. @throws InputError */
export function chosenEvent(value: string): { kind: EventKind; table: string | undefined } {
	const [kind, table] = value.split(':');
	const known = EVENTS.find((event) => event === kind);
	if (known !== undefined) return { kind: known, table };
	throw new InputError('Event', `"${value}" is none of the events`, 'Choose one from the list.');
}

/** As options are written: Incident State Changed. */
function titled(text: string): string {
	return text.replace(/\b(?!on\b|or\b)[a-z]/g, (letter) => letter.toUpperCase());
}
