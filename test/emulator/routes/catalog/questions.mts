/** The variables of an item. */
import type { Row, Store } from '../../types.mts';
import { amount } from './money.mts';
import { setQuestions } from './sets.mts';
import { inOrder } from './shop.mts';

export const TYPE = {
	yesNo: '1',
	multipleChoice: '3',
	scale: '4',
	select: '5',
	checkBox: '7',
	reference: '8',
	label: '11',
	breakLine: '12',
	lookupSelect: '18',
	containerStart: '19',
	containerEnd: '20',
	listCollector: '21',
	lookupChoice: '22',
	containerSplit: '24',
	masked: '25',
	requestedFor: '31',
	richLabel: '32',
} as const;

const LAYOUT = new Set<string>([
	TYPE.label,
	TYPE.breakLine,
	TYPE.containerStart,
	TYPE.containerEnd,
	TYPE.containerSplit,
	TYPE.richLabel,
]);

/** Shown on the form, holds no answer. */
export const isLayout = (question: Row): boolean => LAYOUT.has(question.type ?? '');

export const isType = (question: Row, ...types: string[]): boolean => types.includes(question.type ?? '');

/** The item's own and those of its variable sets, each set in one piece at its place. */
export function questionsOf(store: Store, item: string): Row[] {
	const own = inOrder(store.find('item_option_new', { cat_item: item, active: 'true' }), 'name');
	const pieces = own.map((question) => ({ order: question.order ?? '', questions: [question] }));
	return [...pieces, ...setQuestions(store, item)]
		.sort((left, right) => (Number(left.order) || 0) - (Number(right.order) || 0))
		.flatMap(({ questions }) => questions);
}

/** The table whose records answer this question, or ''. */
export function tableOf(question: Row): string {
	if (isType(question, TYPE.requestedFor)) return 'sys_user';
	if (isType(question, TYPE.reference)) return question.reference ?? '';
	if (isType(question, TYPE.listCollector)) return question.list_table ?? '';
	return isType(question, TYPE.lookupSelect, TYPE.lookupChoice) ? (question.lookup_table ?? '') : '';
}

const keyOf = (question: Row): string =>
	(isType(question, TYPE.lookupSelect, TYPE.lookupChoice) && question.lookup_value) || 'sys_id';

export interface Choice {
	value: string;
	label: string;
	price: number;
}

function lookupChoices(store: Store, question: Row): Choice[] {
	const table = tableOf(question);
	if (!store.schema.exists(table)) return [];
	const display = store.schema.displayColumn(table);
	const { rows } = store.query(store.system, table, {
		query: `${question.reference_qual_condition || ''}^ORDERBY${display}`,
		limit: 1000,
		offset: 0,
		noCount: true,
	});
	return rows.map((row) => ({ value: row[keyOf(question)] ?? '', label: row[display] ?? '', price: 0 }));
}

function scaleChoices({ scale_min, scale_max }: Row): Choice[] {
	const [from, to] = [Number(scale_min) || 0, Number(scale_max) || 0];
	return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => {
		const value = String(from + index);
		return { value, label: value, price: 0 };
	});
}

function ownChoices(store: Store, question: Row): Choice[] {
	const rows = store.find('question_choice', { question: question.sys_id ?? '' });
	return inOrder(
		rows.filter(({ inactive }) => inactive !== 'true'),
		'text',
	).map((row) => ({ value: row.value ?? '', label: row.text ?? '', price: amount(row.misc) }));
}

/** undefined: the question has no fixed answers. */
export function choicesOf(store: Store, question: Row): Choice[] | undefined {
	if (isType(question, TYPE.select, TYPE.multipleChoice)) return ownChoices(store, question);
	if (isType(question, TYPE.lookupSelect, TYPE.lookupChoice)) return lookupChoices(store, question);
	if (isType(question, TYPE.scale)) return scaleChoices(question);
	if (!isType(question, TYPE.yesNo)) return undefined;
	return ['Yes', 'No'].map((value) => ({ value, label: value, price: 0 }));
}

function recordName(store: Store, question: Row, value: string): string {
	const table = tableOf(question);
	if (!store.schema.exists(table)) return value;
	const row = store.one(table, { [keyOf(question)]: value });
	return row ? (row[store.schema.displayColumn(table)] ?? '') : '';
}

/** How the answer reads to people. */
export function displayOf(store: Store, question: Row, value: string): string {
	if (value === '') return '';
	if (isType(question, TYPE.masked)) return '********';
	if (isType(question, TYPE.listCollector)) {
		const names = value.split(',').map((part) => recordName(store, question, part.trim()));
		return names.filter(Boolean).join(', ');
	}
	if (tableOf(question)) return recordName(store, question, value);
	return choicesOf(store, question)?.find((choice) => choice.value === value)?.label ?? value;
}

/** What the answer adds to the item's price. */
export function priceOf(store: Store, question: Row, value: string): number {
	if (isType(question, TYPE.checkBox)) return value === 'true' ? amount(question.price_if_checked) : 0;
	return choicesOf(store, question)?.find((choice) => choice.value === value)?.price ?? 0;
}
