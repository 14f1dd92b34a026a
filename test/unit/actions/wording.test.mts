import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { properties } from '../../../nodes/ServiceNowPlatform/actions/nodeProperties.ts';
import type { Operation, StreamingOperation } from '../../../nodes/ServiceNowPlatform/actions/operation.ts';
import { resources } from '../../../nodes/ServiceNowPlatform/actions/resources.ts';

type AnyOperation = Operation | StreamingOperation;
const operations = Object.entries(resources).flatMap(([resource, { operations: own }]) =>
	Object.entries(own as Record<string, AnyOperation>).map(([name, operation]) => ({
		place: `${resource} ${name}`,
		operation,
	})),
);

interface Placed {
	place: string;
	field: INodeProperties;
	/** Shown by itself, not inside a collection. */
	isTop: boolean;
}

/** A field and those inside it, each with the way to it. */
function withInner(field: INodeProperties, place: string, isTop: boolean): Placed[] {
	const here = `${place} › ${field.displayName}`;
	const inner = (field.options ?? []) as Array<INodeProperties & { values?: INodeProperties[] }>;
	const nested = [...inner, ...inner.flatMap(({ values }) => values ?? [])].filter(({ type }) => type !== undefined);
	return [{ place: here, field, isTop }, ...nested.flatMap((child) => withInner(child, here, false))];
}

/** Each once: the same fragment stands in many operations. */
const fields = [
	...new Map(
		[
			...operations.flatMap(({ place, operation }) => operation.properties.map((field) => ({ place, field }))),
			...properties.map((field) => ({ place: 'node', field })),
		]
			.flatMap(({ place, field }) => withInner(field, place, true))
			.map((placed): [string, Placed] => [JSON.stringify(placed.field), placed]),
	).values(),
];
const optionsOf = ({ type, options }: INodeProperties) =>
	((type === 'options' || type === 'multiOptions' ? options : undefined) ?? []) as INodePropertyOptions[];

const SMALL = /^(a|an|and|as|at|by|for|from|if|in|into|is|nor|of|on|or|per|than|the|to|up|with|without|…)$/;
function isTitle(text: string): boolean {
	const words = text.split(/[\s/]+/);
	return words.every((word, index) => /^[^a-z]/.test(word) || (index > 0 && SMALL.test(word)));
}

/** Where a rule is broken, to be read in a failure. */
const broken = (list: Array<{ place: string; text: unknown; fine: boolean }>) =>
	list.filter(({ fine }) => !fine).map(({ place, text }) => `${place}: ${String(text)}`);

describe('An operation', () => {
	it('has a name in title case, a description without a full stop, and an action in sentence case', () => {
		const texts = operations.flatMap(({ place, operation: { option } }) => [
			{ place, text: option.name, fine: isTitle(option.name) },
			{ place, text: option.description, fine: /^[A-Z].{8,}[^.\s]$/.test(option.description) },
			{ place, text: option.action, fine: /^[A-Z]([^A-Z]|\bAPI\b|\bCI\b)*$/.test(option.action) },
			{ place, text: option.action, fine: !/\bthe\b|[.!]$/.test(option.action) },
		]);
		expect(broken(texts)).toEqual([]);
	});

	it('has an action of its own within its resource, which is what a model is told of it', () => {
		for (const [resource, { operations: own }] of Object.entries(resources)) {
			const actions = Object.values(own as Record<string, AnyOperation>).map(({ option }) => option.action);
			expect([resource, actions]).toEqual([resource, [...new Set(actions)]]);
		}
	});

	it('says by its verb whether it only reads', () => {
		const verbs = operations.map(({ place, operation: { option, readOnly } }) => ({
			place,
			text: `${option.action} (${readOnly ? 'read-only' : 'writes'})`,
			fine:
				/^(Get|Download|Search|Count|Describe|List|Find|Summarize|Aggregate)\b/.test(option.action) ===
				(readOnly === true),
		}));
		expect(broken(verbs)).toEqual([]);
	});
});

describe('A field', () => {
	it('has its name and those of its choices in title case', () => {
		const names = fields.flatMap(({ place, field }) =>
			[
				field.displayName,
				...optionsOf(field).map(({ name }) => name),
				...(field.modes ?? []).map((mode) => mode.displayName),
			].map((text) => ({ place, text, fine: isTitle(text) })),
		);
		expect(broken(names)).toEqual([]);
	});

	it('is described: one sentence without a full stop, several with; a switch begins with Whether', () => {
		const texts = fields.flatMap(({ place, field: { description = '', type } }) => [
			{ place, text: description, fine: description === '' || /^[A-Z]/.test(description) },
			{ place, text: description, fine: /\.$/.test(description) === /[.?] [A-Z]/.test(description) },
			{ place, text: description, fine: type !== 'boolean' || description.startsWith('Whether ') },
		]);
		expect(broken(texts)).toEqual([]);
	});

	it('that stands by itself says what it is for: a model fills it in by that', () => {
		const texts = fields
			.filter(({ isTop, field }) => isTop && !['collection', 'notice'].includes(field.type))
			.filter(({ field }) => !['resource', 'operation', 'authentication'].includes(field.name))
			.map(({ place, field: { description, hint } }) => ({
				place,
				text: 'nothing',
				fine: (description ?? hint ?? '') !== '',
			}));
		expect(broken(texts)).toEqual([]);
	});

	it('shows an example that begins with "e.g."', () => {
		const examples = fields.flatMap(({ place, field: { type, placeholder, modes = [] } }) => [
			{
				place,
				text: placeholder,
				fine: /ollection$/.test(type) || placeholder === undefined || placeholder.startsWith('e.g. '),
			},
			...modes.map((mode) => ({
				place: `${place} (${mode.displayName})`,
				text: mode.placeholder,
				fine: (mode.placeholder ?? '').startsWith(mode.type === 'list' ? 'Choose ' : 'e.g. '),
			})),
		]);
		expect(broken(examples)).toEqual([]);
	});

	it('that is required has an example, a default or a form of its own', () => {
		const required = fields
			.filter(({ field }) => field.required === true)
			.map(({ place, field: { type, placeholder, default: usual, modes } }) => ({
				place,
				text: 'no example',
				fine:
					placeholder !== undefined ||
					modes !== undefined ||
					type === 'resourceMapper' ||
					(usual !== '' && usual !== undefined),
			}));
		expect(required.length).toBeGreaterThan(5);
		expect(broken(required)).toEqual([]);
	});
});
