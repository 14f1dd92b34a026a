import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InputError } from '../../domain/failure/inputError';
import type { RecordKey } from '../../domain/records/lookup';
import type { Item } from '../item/item';
import { choiceLocator } from '../pickers/choice';
import { type LocatorKind, resolveLocator } from '../pickers/locator';

const commentOption: INodeProperties = {
	displayName: 'Comment',
	name: 'comments',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	description: 'An additional comment, which the caller sees; not added again if the answer gets lost',
};

const workNoteOption: INodeProperties = {
	displayName: 'Work Note',
	name: 'work_notes',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	description: 'A work note, which only those who work on the record see; not added again if the answer gets lost',
};

/** Words that go with a change of a record. */
export const noteOptions: INodeProperties[] = [commentOption, workNoteOption];

/** States have numbers, and instances may have numbers of their own. */
export function stateOption(usual: string): INodeProperties {
	return {
		displayName: 'State Value',
		name: 'state',
		type: 'string',
		default: '',
		placeholder: `e.g. ${usual}`,
		description: `Value or label of the new state, where the instance uses another than ${usual}`,
	};
}

/** A code of the instance’s own list, chosen or typed. */
export function codeField(name: string, displayName: string, more: Partial<INodeProperties>): INodeProperties {
	const list = { searchListMethod: 'searchResolutionCodes', one: 'a code', example: 'Solution provided' };
	return choiceLocator(list, { name, displayName, ...more });
}

/** What is chosen there, or ''. */
export function codeOf(item: Item, name: string): string {
	const value = item.collection(name).value ?? item.raw(name) ?? '';
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** @throws InputError when none is chosen */
export function requiredCode(item: Item, name: string, field: string): string {
	const code = codeOf(item, name);
	if (code === '') throw new InputError(field, 'It is empty', 'Choose or type a code.');
	return code;
}

/** @throws InputError when it is empty */
export function requiredText(item: Item, name: string, field: string, advice: string): string {
	const text = item.text(name);
	if (text === '') throw new InputError(field, 'It is empty', advice);
	return text;
}

/** The named options that were filled in, as text. */
export function filled(options: IDataObject, names: string[]): Record<string, string> {
	const texts = names.map((name) => [name, String(options[name] ?? '').trim()] as const);
	return Object.fromEntries(texts.filter(([, text]) => text !== ''));
}

/** The record that a locator names, which may be left empty. */
export function optionalKey(item: Item, kind: LocatorKind, name: string): RecordKey | undefined {
	const content = codeOf(item, name);
	return content === '' ? undefined : resolveLocator(item, kind, name);
}
