import { givenVariables } from '../../../../nodes/ServiceNowPlatform/properties/catalog/answers.ts';
import { thrown } from '../../support/failures.mts';
import { parametersOf } from '../../support/item.mts';

const field = (id: string, required = false) => ({ id, displayName: id, required, display: true, defaultMatch: false });
const form = (variables: object, input = {}) =>
	givenVariables(parametersOf({ variablesMode: 'form', variables }, input));

describe('the form', () => {
	it('gives what is filled in, an explicit blank included', () => {
		expect(form({ mappingMode: 'defineBelow', value: { a: '1', b: null, c: '', d: false } })).toEqual({
			values: { a: '1', c: '', d: false },
			isAutomatic: false,
		});
	});

	it('maps the fields of the input that it knows, blanks aside', () => {
		const schema = [field('a'), field('b'), field('c')];
		expect(form({ mappingMode: 'autoMapInputData', value: null, schema }, { a: 1, b: '', c: null, x: 2 })).toEqual({
			values: { a: 1 },
			isAutomatic: true,
		});
	});

	it('maps the whole input where it was never loaded', () => {
		expect(form({ mappingMode: 'autoMapInputData', value: null }, { a: 1, x: 2 }).values).toEqual({ a: 1, x: 2 });
	});

	it.each([
		[{ mappingMode: 'autoMapInputData', value: null, schema: [field('a', true)] }],
		[{ mappingMode: 'defineBelow', value: { a: '' }, schema: [field('a', true)] }],
	])('refuses what lacks a required answer: %j', (variables) => {
		expect(thrown(() => form(variables))).toMatchObject({ message: 'Mandatory variables have no value: a' });
	});

	it('is empty before anything was entered', () => {
		expect(form({ mappingMode: 'defineBelow', value: null }).values).toEqual({});
		expect(givenVariables(parametersOf({}))).toEqual({ values: {}, isAutomatic: false });
	});
});

describe('names and JSON', () => {
	const pairs = (...list: object[]) =>
		givenVariables(parametersOf({ variablesMode: 'pairs', variablePairs: { pairs: list } }));
	const json = (variablesJson: unknown) => givenVariables(parametersOf({ variablesMode: 'json', variablesJson }));

	it('give what is entered', () => {
		expect(pairs({ name: ' a ', value: 'x' }, { name: 'b', value: '' }).values).toEqual({ a: 'x', b: '' });
		expect(json('{"a": [1]}').values).toEqual({ a: [1] });
		expect(json({ a: true }).values).toEqual({ a: true });
		expect(json('').values).toEqual({});
	});

	it.each([
		['a name that is missing', () => pairs({ name: ' ', value: 'x' }), 'A variable has no name'],
		['a name twice', () => pairs({ name: 'a' }, { name: 'a ' }), '"a" is given twice'],
		['broken JSON', () => json('{a'), 'This is not JSON'],
		['another kind of JSON', () => json('[1]'), 'It is not an object'],
		['a number', () => json('7'), 'It is not an object'],
	])('refuse %s', (_, given, message) => {
		expect(thrown(given)).toMatchObject({ field: 'Variables', message: expect.stringContaining(message) });
	});
});
