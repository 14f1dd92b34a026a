import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { equals } from '../../domain/encodedQuery';
import { pages } from '../../domain/paging';
import type { Steps } from '../../domain/request';
import { limitField, queryField, returnAllField } from '../../fields/list';
import type { Parameters } from '../../fields/parameters';
import { readOptions, readQuery } from '../../fields/read';
import { resolveTable } from '../../fields/table';
import type { Operation } from '../operation';
import { targetOf, targetProperties } from '../verbs/target';

const of: INodeProperties = {
	displayName: 'Attachments Of',
	name: 'of',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'A Record', value: 'record' },
		{ name: 'A Table', value: 'table', description: 'Files of all records whose own table this is' },
		{ name: 'Anything', value: 'all', description: 'Whatever the query finds' },
	],
	default: 'record',
	description: 'Where to look for attachments',
};

/** The table is asked for in two cases, the record in one. */
const scopeProperties = targetProperties.map((field) => ({
	...field,
	displayOptions: { show: { of: field.name === 'table' ? ['record', 'table'] : ['record'] } },
}));

export const getAll: Operation = {
	option: {
		name: 'Get Many',
		description: 'Get many attachments of a record, a table or a query, without their content',
		action: 'Get many attachments',
	},
	readOnly: true,
	properties: [
		of,
		...scopeProperties,
		returnAllField,
		limitField,
		{ ...queryField, placeholder: 'e.g. content_typeSTARTSWITHimage/' },
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: readOptions,
		},
	],
	*run(parameters) {
		const limit = parameters.flag('returnAll') ? Number.POSITIVE_INFINITY : parameters.count('limit', 'Limit');
		const options = readQuery(parameters.collection('options'));
		const given = parameters.text('sysparm_query');
		const scope = yield* scopeOf(parameters);
		const query = joined(scope, given);
		return (yield* pages({ table: 'sys_attachment', query, orderBy: '', limit, options })) as IDataObject[];
	},
};

/** Conditions that keep to the chosen record or table. */
function* scopeOf(parameters: Parameters): Steps<string> {
	const where = parameters.choice('of', 'Attachments Of', ['all', 'record', 'table']);
	if (where === 'all') return '';
	if (where === 'table') return equals('table_name', resolveTable(parameters), 'Table');
	const target = yield* targetOf(parameters);
	return `${equals('table_name', target.table, 'Table')}^${equals('table_sys_id', target.sys_id, 'Record')}`;
}

/** `^NQ` starts a query of its own, to which the scope belongs as well; a join at the start of one would be an alternative to the scope. */
function joined(scope: string, query: string): string {
	if (scope === '' || query === '') return scope + query;
	return query
		.split(/\^NQ/)
		.map((part) => [scope, part.replace(/^\^*(OR(?!DERBY))?/, '')].filter((piece) => piece !== '').join('^'))
		.join('^NQ');
}
