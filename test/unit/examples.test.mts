import { readdirSync } from 'node:fs';
import { textOf } from './support/sources.mts';

interface ExampleNode {
	name: string;
	type: string;
	onError?: string;
	parameters: Record<string, unknown>;
}
interface Example {
	name: string;
	nodes: ExampleNode[];
}
interface Fields {
	value: Record<string, unknown>;
	schema: Array<{ id: string; type: string; removed: boolean; options?: Array<{ value: string }> }>;
}

const files = readdirSync('demo/workflows').sort();
const read = (file: string) => JSON.parse(textOf(`demo/workflows/${file}`)) as Example;
const noteOf = ({ nodes }: Example) =>
	String(nodes.find(({ type }) => type.endsWith('.stickyNote'))?.parameters.content ?? '');
const own = ({ nodes }: Example) => nodes.filter(({ type }) => type.startsWith('n8n-nodes-servicenow.'));
const some = (test: (parameters: Record<string, unknown>, node: ExampleNode) => boolean) => (example: Example) =>
	own(example).some((node) => test(node.parameters, node));
const written = (parameters: Record<string, unknown>) =>
	Object.entries((parameters.fields as Fields | undefined)?.value ?? {});
const options = (parameters: Record<string, unknown>) => (parameters.options ?? {}) as Record<string, unknown>;
const REFERENCES = ['caller_id', 'assignment_group', 'assigned_to'];

/** What the bold words of the notes claim, and how it can be seen in the workflow. Other bold words are names of its nodes. */
const CLAIMS: Record<string, (example: Example) => boolean> = {
	'by name': some((parameters) =>
		written(parameters).some(([column, value]) => REFERENCES.includes(column) && /^[A-Z]\w+ \w+$/.test(String(value))),
	),
	'In Progress': some((parameters) =>
		written(parameters).some(([column, value]) => column === 'state' && value === '2'),
	),
	Simplified: (example) => own(example).every(({ parameters }) => (parameters.output ?? 'simplified') === 'simplified'),
	Filter: some(({ filter, ...more }) => filter !== undefined && options(more).sysparm_query === undefined),
	filter: some(({ filter }) => filter !== undefined),
	Sort: some((parameters) => options(parameters).sort !== undefined),
	'Selected Fields': some(
		({ output, selectedFields }) => output === 'selected' && (selectedFields as string[]).length === 7,
	),
	Values: some((parameters) => options(parameters).sysparm_display_value === 'true'),
	Record: (example) => own(example).every(({ parameters }) => parameters.resource === 'record'),
	caller: some(({ resource, operation }) => resource === 'user' && operation === 'get'),
	'work note': some(({ type }) => type === 'work_notes'),
	Closed: some(({ event, values }) => event === 'stateChanged' && values === '107'),
	'e-mail address': some((parameters) =>
		written(parameters).some(([column, value]) => column === 'caller_id' && String(value).includes('e-mail address')),
	),
	label: some((parameters) =>
		written(parameters).some(([column, value]) => column === 'urgency' && String(value).includes('urgent')),
	),
};

describe.each(files)('The example %s', (file) => {
	const example = read(file);

	it('has a note with its name, whose claims hold', () => {
		const note = noteOf(example);
		expect(note).toMatch(/^## /);
		expect(note.split('\n')[0]).toBe(`## ${example.name}`);
		const names = example.nodes.map(({ name }) => name);
		const claims = [...note.matchAll(/\*\*(.+?)\*\*/g)].map(([, claim = '']) => claim);
		const held = claims.map((claim) => [claim, names.includes(claim) || CLAIMS[claim]?.(example) === true]);
		expect(held).toEqual(claims.map((claim) => [claim, true]));
	});

	it('carries the form of what it writes, with the choices that the editor shows', () => {
		for (const { parameters } of own(example)) {
			const fields = parameters.fields as Fields | undefined;
			if (fields === undefined) continue;
			expect(fields.schema.filter(({ removed }) => !removed).map(({ id }) => id)).toEqual(Object.keys(fields.value));
			for (const { id, type, options: choices = [] } of fields.schema) {
				const value = String(fields.value[id]);
				if (type === 'options' && !value.startsWith('=')) expect(choices.map((one) => one.value)).toContain(value);
			}
		}
	});

	it('leaves encoded queries to those who want them', () => {
		expect(JSON.stringify(example)).not.toContain('sysparm_query');
	});
});
