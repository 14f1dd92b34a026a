import type { INodeProperties } from 'n8n-workflow';
import { InputProblem } from '../domain/problem';
import { recordFromUrl, recordNumber, sysId } from '../domain/record';
import type { Parameters } from './parameters';

/** Which record: from the instance's list, by number, sys_id or the address of its page. */
export function recordLocator(displayName: string, examplePrefix: string): INodeProperties {
	return {
		displayName,
		name: 'record',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description: `The ${displayName.toLowerCase()} to work on`,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Choose ${displayName === 'Incident' ? 'an incident' : 'a record'}`,
				typeOptions: { searchListMethod: 'searchRecords', searchable: true },
			},
			{
				displayName: 'By Number',
				name: 'number',
				type: 'string',
				placeholder: `e.g. ${examplePrefix}0010001`,
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 46f67787a9fe198101e06dfcf3a78e99',
				hint: 'The sys_id: 32 characters, 0-9 and a-f',
			},
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string',
				placeholder: 'e.g. https://dev12345.service-now.com/incident.do?sys_id=46f67787a9fe198101e06dfcf3a78e99',
				hint: 'The address of the record as the browser shows it',
			},
		],
	};
}

/** A record as the user named it. */
export type RecordKey = { by: 'sys_id'; sys_id: string } | { by: 'number'; number: string };

/** @throws InputProblem when what was entered cannot name a record of this table */
export function resolveRecord(parameters: Parameters, table: string, displayName: string): RecordKey {
	const { mode, value } = parameters.located('record', displayName);
	if (mode === 'number') return { by: 'number', number: recordNumber(value, displayName) };
	if (mode !== 'url') return { by: 'sys_id', sys_id: sysId(value, displayName) };
	const named = recordFromUrl(value, displayName);
	// A record's page may be opened under the name of a parent class (task.do shows an incident).
	if (named.table !== table && named.table !== 'task') {
		throw new InputProblem(
			displayName,
			`The address leads to a record of ${named.table}, not of ${table}`,
			'Paste the address of a record of the chosen table.',
		);
	}
	return { by: 'sys_id', sys_id: named.sys_id };
}
