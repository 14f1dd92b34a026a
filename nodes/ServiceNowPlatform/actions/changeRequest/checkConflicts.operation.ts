import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Steps } from '../../domain/api/request';
import { type Check, awaitCheck, readLastCheck, startCheck } from '../../domain/change/conflicts';
import { readRecords } from '../../domain/paging/paging';
import { equals } from '../../domain/encodedQuery';
import { type Output, outputFieldsWithoutView, resolveOutput } from '../../properties/output/output';
import { readOptions } from '../../properties/output/read';
import { recordLane, recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';
import { timeLimitOf, timeLimitOption } from '../../properties/values/wait';
import { optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';

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

const itemsField: INodeProperties = {
	displayName: 'Output Items',
	name: 'outputItems',
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
	description: 'How the conflicts are spread over items',
	displayOptions: { show: { mode: ['run', 'last'] } },
};

const CONFLICTS = 'conflict';

const outputs = outputFieldsWithoutView.map((field) => ({
	...field,
	displayOptions: { show: { ...field.displayOptions?.show, mode: ['run', 'last'] } },
}));

export function checkConflicts(subject: Subject): Operation {
	return {
		option: {
			name: 'Check Conflicts',
			description: 'Find out what speaks against the planned dates: other changes, maintenance and blackout windows',
			action: 'Check conflicts of change request',
		},
		properties: [
			...recordProperties(subject),
			modeField,
			itemsField,
			...outputs,
			optionsField([...readOptions, timeLimitOption]),
		],
		lane: recordLane(subject),
		returns: CONFLICTS,
		*run(item) {
			const { key } = recordOfSubject(subject, item);
			const [mode, options] = [item.text('mode'), item.collection('options')];
			const limit = timeLimitOf(options);
			const output = yield* resolveOutput(item, CONFLICTS);
			const before = yield* readLastCheck(key);
			if (mode === 'last') return yield* readResults(before, item.text('outputItems'), output);
			const job = yield* startCheck(before);
			if (mode === 'start') return [{ started: true, sys_id: before.sys_id, number: before.number, job }];
			yield* awaitCheck(before, job, limit);
			return yield* readResults(yield* readLastCheck(before), item.text('outputItems'), output);
		},
	};
}

function* readResults(check: Check, items: string, { query: options, shaped }: Output): Steps<IDataObject[]> {
	const found = yield* readRecords({
		table: CONFLICTS,
		query: equals('change', check.sys_id, 'Change Request'),
		orderBy: '',
		limit: Number.POSITIVE_INFINITY,
		options,
	});
	const conflicts = found.map(shaped);
	if (items === 'items') return conflicts;
	return [{ ...check, conflict_count: conflicts.length, conflicts }];
}
