import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { ExecutionCache } from '../../domain/api/executionCache';
import { InputError } from '../../domain/failure/inputError';
import type { Json } from '../../domain/api/json';
import { isObject } from '../../domain/api/request';
import { derivedId, randomId } from '../../domain/records/derivedId';
import { isTool } from '../../domain/tool';
import { withoutForms } from '../../domain/values/values';
import { flagOf, hasFlags, withFlags } from './flag';

/** A resource locator's content. */
export interface Located {
	/** Name of the chosen mode: `list`, `id`, `number`, `url`, … */
	mode: string;
	value: string;
}

/** Where parameters are read: of an execution, or of a form that is being filled in. */
export interface ParameterContext extends Pick<IExecuteFunctions, 'getNode' | 'getTimezone'> {
	getInputData(): INodeExecutionData[];
	/** `fallback` for one that is not shown. */
	getNodeParameter(name: string, itemIndex: number, fallback: null): unknown;
}

/** Something that the user should know of an item that succeeded. */
export interface Note {
	/** What it is about, such as a column: notes of many items about the same are shown as one. */
	subject: string;
	text: string;
}

const memories = new WeakMap<ParameterContext, ExecutionCache>();

/** The node's parameters for one item. Fields are named as the user sees them when something is wrong with them. */
export class Item {
	readonly itemIndex: number;

	/** Filled by the operation, shown by n8n beside the results. */
	readonly notes: Note[] = [];

	private readonly context: ParameterContext;

	/** The properties as they are declared, which says what is a yes or no. */
	private readonly properties: INodeProperties[];

	/** The same in each attempt of the run, and in no other run; undefined where nothing tells that. */
	private readonly run: string | undefined;

	constructor(context: ParameterContext, itemIndex: number, properties: INodeProperties[] = [], run?: string) {
		this.context = context;
		this.itemIndex = itemIndex;
		this.properties = properties;
		this.run = run;
	}

	/** The sys_id of the record that this item makes in a table: the same one when n8n repeats the node after a failure. */
	newSysId(table: string): string {
		if (this.run === undefined) return randomId();
		return derivedId(this.run, this.itemIndex, table);
	}

	/** n8n repeats what fails, and nothing tells that from what is meant again: of two calls of an agent's tool, for example. */
	get isRepeatedUnseen(): boolean {
		return this.run === undefined && this.context.getNode().retryOnFail === true;
	}

	/** Itself, once it is sure that no option turns out to be unreadable when a part of the work is done. @throws InputError */
	checked(): this {
		for (const property of this.properties.filter(hasFlags)) this.raw(property.name);
		return this;
	}

	/** What the items of this execution have found out so far. */
	get cache(): ExecutionCache {
		const known = memories.get(this.context) ?? new ExecutionCache();
		memories.set(this.context, known);
		return known;
	}

	/** Whether the node runs as the tool of an AI agent. */
	get isTool(): boolean {
		return isTool(this.context.getNode());
	}

	/** The workflow's time zone. */
	get timeZone(): string {
		return this.context.getTimezone();
	}

	get input(): IDataObject {
		return this.context.getInputData()[this.itemIndex]?.json ?? {};
	}

	/** Names of the item's files. */
	get binaryFields(): string[] {
		return Object.keys(this.context.getInputData()[this.itemIndex]?.binary ?? {});
	}

	private declared(name: string): INodeProperties | undefined {
		return this.properties.find((property) => property.name === name);
	}

	/** Null for a field that is not shown. */
	raw(name: string): unknown {
		const value: unknown = this.context.getNodeParameter(name, this.itemIndex, null);
		const property = this.declared(name);
		return property === undefined ? value : withFlags(value, property);
	}

	text(name: string): string {
		const value = this.raw(name);
		if (value === undefined || value === null) return '';
		if (typeof value !== 'object' && !Number.isNaN(value)) return String(value).trim();
		const field = this.declared(name)?.displayName ?? name;
		throw new InputError(
			field,
			`It is ${typeof value === 'object' ? 'an object' : 'no number'}, and not a text`,
			'Check the expression.',
		);
	}

	/** @throws InputError where it is empty */
	required(name: string, field: string, example: string): string {
		const text = this.text(name);
		if (text !== '') return text;
		throw new InputError(field, 'It is empty', `Enter a value, ${example}.`);
	}

	/**
	 * One of several words: an expression may bring any other, which must not be taken for one of them.
	 *
	 * @throws InputError
	 */
	choice<const Word extends string>(name: string, field: string, words: readonly Word[]): Word {
		const text = this.text(name);
		const word = words.find((candidate) => candidate === text);
		if (word !== undefined) return word;
		throw new InputError(field, `"${text}" is none of the choices`, `Use one of these: ${words.join(', ')}.`);
	}

	/** Yes or no; as the field is declared where nothing is given. @throws InputError when it is neither true nor false */
	flag(name: string): boolean {
		return flagOf(this.raw(name), this.declared(name) ?? { displayName: name, default: false });
	}

	/** @throws InputError unless it is a whole number of at least `least` */
	count(name: string, field: string, least = 1): number {
		return wholeNumber(this.raw(name), field, least);
	}

	/** A collection or fixed collection; {} where nothing was added. */
	collection(name: string): IDataObject {
		const value = this.raw(name);
		return isObject(value) ? value : {};
	}

	/** The lines of a fixed collection. One that is no object has no fields, and is not passed over: it might be a condition. */
	lines(name: string, group: string): Json[] {
		return linesOf(this.raw(name), group);
	}

	/** @throws InputError when nothing is chosen */
	located(name: string, field: string): Located {
		const value = this.raw(name);
		const { mode, value: content } =
			typeof value === 'object' && value !== null ? (value as Partial<Located>) : { mode: 'id', value };
		const text = textOf(withoutForms(content), field);
		if (text === '')
			throw new InputError(field, 'Nothing is chosen', 'Choose an entry from the list, or enter what identifies it.');
		return { mode: mode ?? 'list', value: text };
	}
}

/** @throws InputError for an object, which an expression gave */
function textOf(content: unknown, field: string): string {
	if (typeof content !== 'object' || content === null) return String(content ?? '').trim();
	throw new InputError(field, 'It is an object, and not a text', 'Check the expression.');
}

/** The same of a fixed collection that stands among options. */
export function linesOf(content: unknown, group: string): Json[] {
	const value = isObject(content) ? content[group] : undefined;
	return [value ?? []].flat().map((line) => (isObject(line) ? line : {}));
}

/** @throws InputError unless it is a whole number of at least `least` */
export function wholeNumber(value: unknown, field: string, least = 1): number {
	const number = Number(value);
	if (Number.isInteger(number) && number >= least) return number;
	throw new InputError(
		field,
		`${JSON.stringify(value)} is not a whole number of at least ${least}`,
		'Enter a number such as 50.',
	);
}
