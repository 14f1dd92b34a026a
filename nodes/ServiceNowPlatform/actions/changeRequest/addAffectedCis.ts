import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { jobDone } from '../../domain/changeWorker';
import { equals } from '../../domain/encodedQuery';
import { ApiFailure } from '../../domain/failure';
import { type RecordKey, sysIdOf } from '../../domain/lookup';
import { pages } from '../../domain/paging';
import { isSysId } from '../../domain/record';
import { apiPath, type ApiRequest, type Steps } from '../../domain/request';
import { CONFIGURATION_ITEM } from '../../fields/kinds';
import { locator, resolveLocator } from '../../fields/locator';
import type { Parameters } from '../../fields/parameters';
import { timeLimitOf, timeLimitOption } from '../../fields/wait';
import { optionsField } from '../../fields/write';
import type { Operation } from '../operation';
import { recordLane, recordOfSubject, recordProperties, type Subject } from '../verbs/subject';
import { associationField, associationOf } from './associations';

const moreOption: INodeProperties = {
	displayName: 'More Configuration Items',
	name: 'more',
	type: 'string',
	default: '',
	placeholder: 'e.g. web-02, 46f67787a9fe198101e06dfcf3a78e99',
	description: 'Names or sys_ids of other configuration items to add, separated by commas',
};

const notAddedOption: INodeProperties = {
	displayName: 'If a CI Is Not Added',
	name: 'notAdded',
	type: 'options',
	options: [
		{ name: 'Error', value: 'error', description: 'The item fails; what could be added stays added' },
		{ name: 'Show a Hint', value: 'hint' },
	],
	default: 'error',
	description: 'What to do when ServiceNow leaves one out, such as one that the user may not see',
};

const refreshOption: INodeProperties = {
	displayName: 'Refresh Impacted Services',
	name: 'refresh_impacted_services',
	type: 'boolean',
	default: false,
	description: 'Whether the services that rest on the affected items are added as impacted, too',
};

export function addAffectedCis(subject: Subject): Operation {
	return {
		option: {
			name: 'Add Affected CIs',
			description: 'Add configuration items or services to those that a change request affects; none is added twice',
			action: 'Add affected configuration items to a change request',
		},
		properties: [
			...recordProperties(subject),
			associationField,
			locator(CONFIGURATION_ITEM, { name: 'configurationItem' }),
			optionsField([moreOption, notAddedOption, refreshOption, timeLimitOption]),
		],
		lane: recordLane(subject),
		*run(parameters) {
			const { table, key } = recordOfSubject(subject, parameters);
			const options = parameters.collection('options');
			const first = resolveLocator(parameters, CONFIGURATION_ITEM, 'configurationItem');
			const keys = [first, ...named(String(options.more ?? ''))];
			const limit = timeLimitOf(options);
			const { type, ...place } = associationOf(parameters);
			const change = yield* sysIdOf(table, key);
			const wanted: string[] = [];
			for (const each of keys) wanted.push(yield* sysIdOf(CONFIGURATION_ITEM.table, each));
			const task = { ...place, change, wanted: [...new Set(wanted)] };
			const present = yield* associated(task);
			const missing = task.wanted.filter((id) => !present.has(id));
			const refresh = options.refresh_impacted_services === true && type === 'affected';
			const messages = missing.length > 0 || refresh ? yield* add(task, { type, missing, refresh, limit }) : [];
			const now = yield* associated(task);
			const result = {
				sys_id: change,
				association_type: type,
				added: missing.filter((id) => now.has(id)),
				already_there: [...present],
				not_added: missing.filter((id) => !now.has(id)),
				messages,
			};
			return [told(parameters, result, options)];
		},
	};
}

interface Task {
	table: string;
	column: string;
	change: string;
	wanted: string[];
}

/** Which of the wanted items are joined to the change. */
function* associated({ table, column, change, wanted }: Task): Steps<Set<string>> {
	const rows = yield* pages({
		table,
		query: `${equals('task', change, 'Change Request')}^${column}IN${wanted.join(',')}`,
		orderBy: '',
		limit: Number.POSITIVE_INFINITY,
		options: { sysparm_fields: column, sysparm_exclude_reference_link: 'true' },
	});
	return new Set(rows.map((row) => String(row[column])).filter((id) => wanted.includes(id)));
}

interface Addition {
	type: string;
	missing: string[];
	refresh: boolean;
	limit: number;
}

/** @returns what the job said of it */
function* add({ change, wanted }: Task, { type, missing, refresh, limit }: Addition): Steps<string[]> {
	const request: ApiRequest = {
		method: 'POST',
		path: apiPath`/api/sn_chg_rest/change/${change}/ci`,
		body: {
			// What is there already is passed over.
			cmdb_ci_sys_ids: missing.length > 0 ? missing : wanted,
			association_type: type,
			...(refresh ? { refresh_impacted_services: true } : {}),
		},
	};
	return (yield* jobDone(request, limit)).messages;
}

/** The job passes over what it cannot add; only the associations tell. @throws ApiFailure */
function told(parameters: Parameters, result: IDataObject, { notAdded }: IDataObject): IDataObject {
	const [left, messages] = [result.not_added as string[], result.messages as string[]];
	if (left.length === 0) return result;
	const text = `Not added: ${left.join(', ')}`;
	if (notAdded === 'hint') {
		parameters.notes.push({ subject: 'not added', text });
		return result;
	}
	throw new ApiFailure({
		kind: 'not-stored',
		message: text,
		...(messages.length > 0 ? { detail: messages.join(' ') } : {}),
		advice: 'Check that these are configuration items of the right class, and that the user may see and add them.',
		body: result,
	});
}

/** Names may hold blanks, so only commas and new lines separate them. */
function named(text: string): RecordKey[] {
	const parts = text.split(/[,\n]/).map((part) => part.trim());
	return parts
		.filter((part) => part !== '')
		.map((part) => (isSysId(part) ? { sys_id: part.toLowerCase() } : { column: 'name', value: part }));
}
