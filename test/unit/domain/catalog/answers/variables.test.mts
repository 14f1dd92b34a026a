import type { Json } from '../../../../../nodes/ServiceNowPlatform/domain/api/json.ts';
import { kindOf, typeName } from '../../../../../nodes/ServiceNowPlatform/domain/catalog/answers/questionTypes.ts';
import {
	shownVariable,
	variablesOf,
} from '../../../../../nodes/ServiceNowPlatform/domain/catalog/answers/variables.ts';
import sample from '../../../../contract/samples/service-catalog-25-put-sn-sc-servicecatalog-items-sys-id-submit-guide.json';

const names = (variables: unknown) => variablesOf({ variables } as Json).map(({ name }) => name);

describe('the kind of a question', () => {
	it.each([
		[1, '', 'yesNo'],
		['5', '', 'choice'],
		[7, 'check_box', 'boolean'],
		[8, '', 'reference'],
		[10, '', 'dateTime'],
		[18, '', 'lookup'],
		[21, '', 'list'],
		[31, '', 'reference'],
		[6, '', 'text'],
		[24, '', 'layout'],
		[0, 'container_start', 'layout'],
		[0, 'sc_multi_row', 'rows'],
		[undefined, 'multi_row_variable_set', 'rows'],
		[undefined, 'select_box', 'choice'],
		[undefined, 'date', 'date'],
		[undefined, 'date_time', 'dateTime'],
		[undefined, 'lookup_select_box', 'lookup'],
		[undefined, 'single_line_text', 'text'],
		[999, 'something_new', 'text'],
		['__proto__', '', 'text'],
		[undefined, undefined, 'text'],
	])('with the number %s and the word "%s" is %s', (type, word, kind) => {
		expect(kindOf(type, word)).toBe(kind);
	});

	it('has the name that users see', () => {
		expect([typeName('21'), typeName(29), typeName('constructor'), typeName(null)]).toEqual([
			'List Collector',
			'Duration',
			'',
			'',
		]);
	});
});

describe('the variables of an item', () => {
	it('are those of the documented sample, in one list', () => {
		const [laptop] = sample.response.body.result;
		expect(variablesOf(laptop ?? {}).map(({ name, kind, group }) => [name, kind, group])).toEqual([
			['acrobat', 'boolean', 'Optional Software'],
			['photoshop', 'boolean', 'Optional Software'],
			['Additional_software_requirements', 'text', ''],
		]);
	});

	it('stand in containers inside containers', () => {
		const inner = { type: 0, friendly_type: 'container_start', label: '', children: [{ name: 'b', type: 6 }] };
		const outer = {
			type: 0,
			friendly_type: 'container_start',
			label: 'Outer',
			name: 'x',
			children: [{ name: 'a', type: 6 }, inner],
		};
		expect(variablesOf({ variables: [outer] }).map(({ name, group }) => [name, group])).toEqual([
			['a', 'Outer'],
			['b', 'Outer'],
		]);
	});

	it('are only those that have a name and take an answer', () => {
		expect(
			names([{ name: 'heading', type: 11 }, { name: '', type: 6 }, { type: 6 }, 'x', null, { name: 'a', type: 6 }]),
		).toEqual(['a']);
		expect(names(undefined)).toEqual([]);
		expect(names('x')).toEqual([]);
	});

	it('have typed facts, whatever form they come in', () => {
		const [variable] = variablesOf({
			variables: [
				{
					name: 'a',
					label: ' Size\n',
					type: 5,
					mandatory: 'true',
					read_only: true,
					value: 3,
					choices: [{ value: 1, label: 'One' }, null],
				},
			],
		});
		expect(variable).toMatchObject({
			label: 'Size',
			mandatory: true,
			readOnly: true,
			defaultValue: '3',
			choices: [{ value: '1', label: 'One' }],
			type: 'Select Box',
		});
	});

	it('are shown with their columns only where they have some', () => {
		const rows = { name: 'r', friendly_type: 'sc_multi_row', children: [{ name: 'c', type: 6 }] };
		const [table, text] = variablesOf({ variables: [rows, { name: 't', type: 6 }] }).map(shownVariable);
		expect(table).toMatchObject({ type: 'Multi-Row Variable Set', columns: [{ name: 'c' }] });
		expect(text).not.toHaveProperty('columns');
	});
});
