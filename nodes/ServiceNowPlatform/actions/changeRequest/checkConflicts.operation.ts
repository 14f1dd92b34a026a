import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { type Check, checkEnd, lastCheck, startCheck } from '../../domain/change/conflicts';
import { equals } from '../../domain/query/encodedQuery';
import { pages } from '../../domain/paging/paging';
import type { Steps } from '../../domain/api/request';
import { readOptions, readQuery } from '../../properties/output/read';
import { timeLimitOf, timeLimitOption } from '../../properties/values/wait';
import { optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';
import { recordLane, recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';

const modeField: INodeProperties = {
	displayName: 'Mode',
	name: 'mode',
	type: 'options',
	options: [
		{ name: 'Check and Wait', value: 'run', description: 'Start a check, wait for its end, return the conflicts' },
		{ name: 'Get Last Result', value: 'last', description: 'Return what the last check found, without a new one' },
		{ name: 'Start Only', value: 'start', description: 'Start a check and go on without its result' },
	],
	default: 'run',
	description: 'Whether to check anew; a check takes some seconds',
};

const outputField: INodeProperties = {
	displayName: 'Return',
	name: 'output',
	type: 'options',
	options: [
		{ name: 'One Item per Conflict', value: 'items', description: 'No item where there is no conflict' },
		{
			name: 'One Item With a List',
			value: 'list',
			description: 'The status of the check with the list of conflicts, which may be empty',
		},
	],
	default: 'list',
	description: 'Form of the result',
	displayOptions: { show: { mode: ['run', 'last'] } },
};

export function checkConflicts(subject: Subject): Operation {
	return {
		option: {
			name: 'Check Conflicts',
			description: 'Find out what speaks against the planned dates: other changes, maintenance and blackout windows',
			action: 'Check conflicts of a change request',
		},
		properties: [...recordProperties(subject), modeField, outputField, optionsField([...readOptions, timeLimitOption])],
		lane: recordLane(subject),
		*run(parameters) {
			const { key } = recordOfSubject(subject, parameters);
			const [mode, options] = [parameters.text('mode'), parameters.collection('options')];
			const [limit, query] = [timeLimitOf(options), readQuery(options)];
			const before = yield* lastCheck(key);
			if (mode === 'last') return yield* results(before, parameters.text('output'), query);
			const job = yield* startCheck(before);
			if (mode === 'start') return [{ started: true, sys_id: before.sys_id, number: before.number, job }];
			yield* checkEnd(before, job, limit);
			return yield* results(yield* lastCheck(before), parameters.text('output'), query);
		},
	};
}

function* results(check: Check, output: string, options: Record<string, string>): Steps<IDataObject[]> {
	const conflicts = yield* pages({
		table: 'conflict',
		query: equals('change', check.sys_id, 'Change Request'),
		orderBy: '',
		limit: Number.POSITIVE_INFINITY,
		options,
	});
	if (output === 'items') return conflicts as IDataObject[];
	return [{ ...check, conflict_count: conflicts.length, conflicts } as IDataObject];
}
