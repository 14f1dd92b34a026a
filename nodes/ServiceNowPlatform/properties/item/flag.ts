import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../domain/failure/inputError';
import { isObject } from '../../domain/api/request';

/** n8n does not convert what an expression gives: a table, a webhook or a model may bring a text or a number. */
const FLAGS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
	...[true, 'true', 1, '1'].map((spelling) => [spelling, true] as const),
	...[false, 'false', 0, '0'].map((spelling) => [spelling, false] as const),
]);

/**
 * Yes or no; the field's default where nothing is given.
 *
 * @throws InputError for anything that is neither: a dry run must not become a real one
 */
export function flagOf(
	value: unknown,
	{ displayName, default: usual }: Pick<INodeProperties, 'default' | 'displayName'>,
): boolean {
	const spelling = typeof value === 'string' ? value.trim().toLowerCase() : value;
	if (spelling === undefined || spelling === null || spelling === '') return usual === true;
	const flag = FLAGS.get(spelling);
	if (flag !== undefined) return flag;
	throw new InputError(displayName, `${JSON.stringify(value)} is neither true nor false`, 'Enter true or false.');
}

/** What is entered in a field, every yes or no in it as a boolean. @throws InputError */
export function withFlags(value: unknown, field: INodeProperties): unknown {
	if (field.type === 'boolean') return flagOf(value, field);
	if (field.type !== 'collection' || !isObject(value)) return value;
	const options = new Map(flagsAmong(field).map((option) => [option.name, option]));
	const entries = Object.entries(value).map(([name, content]): [string, unknown] => {
		const option = options.get(name);
		return [name, option === undefined ? content : flagOf(content, option)];
	});
	return Object.fromEntries(entries);
}

export function hasFlags(field: INodeProperties): boolean {
	return field.type === 'boolean' || flagsAmong(field).length > 0;
}

function flagsAmong({ type, options = [] }: INodeProperties): INodeProperties[] {
	if (type !== 'collection') return [];
	return options.filter((option): option is INodeProperties => 'type' in option && option.type === 'boolean');
}
