/** What an answer to a question of the form is. */
export type VariableKind =
	| 'boolean'
	| 'choice'
	| 'date'
	| 'dateTime'
	| 'duration'
	| 'layout'
	| 'list'
	| 'lookup'
	| 'reference'
	| 'rows'
	| 'text'
	| 'yesNo';

/** A set of variables whose answer is a table. */
export const ROWS = 'Multi-Row Variable Set';

/** The numbers of `item_option_new.type`, with the names that users see. A number that is not here is text. */
const TYPES: Readonly<Record<string, [kind: VariableKind, name: string]>> = {
	1: ['yesNo', 'Yes / No'],
	2: ['text', 'Multi Line Text'],
	3: ['choice', 'Multiple Choice'],
	4: ['choice', 'Numeric Scale'],
	5: ['choice', 'Select Box'],
	6: ['text', 'Single Line Text'],
	7: ['boolean', 'CheckBox'],
	8: ['reference', 'Reference'],
	9: ['date', 'Date'],
	10: ['dateTime', 'Date/Time'],
	11: ['layout', 'Label'],
	12: ['layout', 'Break'],
	14: ['layout', 'Custom'],
	15: ['layout', 'UI Page'],
	16: ['text', 'Wide Single Line Text'],
	17: ['layout', 'Custom with Label'],
	18: ['lookup', 'Lookup Select Box'],
	19: ['layout', 'Container Start'],
	20: ['layout', 'Container End'],
	21: ['list', 'List Collector'],
	22: ['lookup', 'Lookup Multiple Choice'],
	23: ['text', 'HTML'],
	24: ['layout', 'Container Split'],
	25: ['text', 'Masked'],
	26: ['text', 'Email'],
	27: ['text', 'URL'],
	28: ['text', 'IP Address'],
	29: ['duration', 'Duration'],
	31: ['reference', 'Requested For'],
	32: ['layout', 'Rich Text Label'],
	33: ['text', 'Attachment'],
};

/** By the API's own word for the type, for where the number is missing or 0, as it is for containers. */
const WORDS: ReadonlyArray<[word: RegExp, kind: VariableKind]> = [
	[/multi_?row/, 'rows'],
	[/^(container|label|break|rich_text|custom|ui_page)/, 'layout'],
	[/^check_?box/, 'boolean'],
	[/^yes_no/, 'yesNo'],
	[/^(select_box|multiple_choice|numeric_scale)/, 'choice'],
	[/^lookup/, 'lookup'],
	[/^list_collector/, 'list'],
	[/^(reference|requested_for)/, 'reference'],
	[/^date_?time/, 'dateTime'],
	[/^date$/, 'date'],
];

export function kindOf(type: unknown, friendlyType: unknown = ''): VariableKind {
	const known = entryOf(type)?.[0];
	if (known !== undefined) return known;
	const word = typeof friendlyType === 'string' ? friendlyType.toLowerCase() : '';
	return WORDS.find(([pattern]) => pattern.test(word))?.[1] ?? 'text';
}

/** The type as users see it, or ''. */
export function typeName(type: unknown): string {
	return entryOf(type)?.[1] ?? '';
}

function entryOf(type: unknown): [kind: VariableKind, name: string] | undefined {
	const number = typeof type === 'number' || typeof type === 'string' ? String(type) : '';
	return Object.hasOwn(TYPES, number) ? TYPES[number] : undefined;
}
