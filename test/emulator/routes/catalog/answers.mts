/** What somebody who orders says: how many, and the answers to the item's questions. */
import { isObject } from '../../http/content/body.mts';
import type { Row, Session, Store } from '../../types.mts';
import { amount, rounded } from './money.mts';
import { displayOf, isLayout, isType, priceOf, questionsOf, TYPE } from './questions.mts';
import { invalidQuantity, variablesMissing } from './refusals.mts';
import { startValue } from './variableView.mts';

export interface Answer {
	question: Row;
	value: string;
}

/** Numbers and texts alike, but whole and more than none. */
export function quantityOf(body: Record<string, unknown>, otherwise?: number): number {
	const { sysparm_quantity: wanted = otherwise } = body;
	const text = typeof wanted === 'number' || typeof wanted === 'string' ? String(wanted).trim() : '';
	if (!/^\d+$/.test(text) || Number(text) < 1) throw invalidQuantity();
	return Number(text);
}

export function textOf(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (Array.isArray(value)) return value.map(textOf).join(',');
	if (isObject(value)) return 'value' in value ? textOf(value.value) : JSON.stringify(value);
	return String(value);
}

export const variablesOf = ({ variables }: Record<string, unknown>): Map<string, unknown> =>
	new Map(isObject(variables) ? Object.entries(variables) : []);

/** One for every question that takes an answer. Names that the item does not have are passed over without a word. */
export function answersOf(store: Store, session: Session, item: Row, sent: Map<string, unknown>): Answer[] {
	return questionsOf(store, item.sys_id ?? '')
		.filter((question) => !isLayout(question))
		.map((question) => {
			const name = question.name ?? '';
			return { question, value: sent.has(name) ? textOf(sent.get(name)) : startValue(session, question) };
		});
}

/** Only what the variable itself demands counts; policies and scripts of the form do not run here. */
export function checkMandatory(answers: Answer[]): void {
	if (answers.some(({ question, value }) => question.mandatory === 'true' && value === '')) throw variablesMissing();
}

export function unitPrice(store: Store, item: Row, answers: Answer[]): number {
	const extras = answers.reduce((sum, { question, value }) => sum + priceOf(store, question, value), 0);
	return rounded(amount(item.price) + extras);
}

/** By label, as carts show them; a container stands among them without an answer. */
export function answersByLabel(store: Store, item: string, answers: Answer[]): Record<string, string> {
	const given = new Map(answers.map(({ question, value }) => [question.sys_id, value]));
	const shown = questionsOf(store, item).filter(
		(question) => !isLayout(question) || isType(question, TYPE.containerStart),
	);
	return Object.fromEntries(
		shown.map((question) => {
			const value = given.get(question.sys_id) ?? '';
			return [
				question.question_text ?? '',
				isType(question, TYPE.checkBox) ? value : displayOf(store, question, value),
			];
		}),
	);
}
