/** Forms and pickers are about the table that their operation is about, for whatever is chosen: nothing of it is left to a list of names. */
import type { INodeProperties, ResourceMapperFields } from 'n8n-workflow';
import { findOperation, resources } from '../../../nodes/ServiceNowPlatform/actions/resources.ts';
import { tableOfResource } from '../../../nodes/ServiceNowPlatform/properties/pickers/subjects.ts';
import { ServiceNowPlatform } from '../../../nodes/ServiceNowPlatform/ServiceNowPlatform.node.ts';
import { actAs } from '../../support/actAs.mts';
import type { Example, Maker } from '../../support/examples/exampleParts.mts';
import { examples } from '../../support/examples/examples.mts';
import { by, type Stage, stage } from '../../support/instance.mts';

let s: Stage;
beforeAll(async () => {
	s = await stage();
	await actAs(s, 'admin');
});
afterAll(async () => await s.close());

const { listSearch, resourceMapping } = new ServiceNowPlatform().methods;
const operations = Object.entries(resources).flatMap(([resource, { operations: own }]) =>
	Object.keys(own).map((operation) => ({ resource, operation })),
);
type Place = (typeof operations)[number];

const fieldsOf = ({ resource, operation }: Place): INodeProperties[] =>
	findOperation(resource, operation)?.properties ?? [];
/** The methods by which a field of an operation is filled. */
const methodOf = (place: Place, name: string): string | undefined => {
	const field = fieldsOf(place).find((candidate) => candidate.name === name);
	const list = field?.modes?.find(({ type }) => type === 'list')?.typeOptions?.searchListMethod;
	return list ?? field?.typeOptions?.resourceMapper?.resourceMapperMethod;
};
const exampleOf = async ({ resource, operation }: Place): Promise<Example> =>
	await ((examples as Record<string, Record<string, Maker>>)[resource]?.[operation] as Maker)(s);
const context = (place: Place, parameters: Record<string, unknown>, path = '') =>
	s.n8n.loadOptions({ authentication: 'serviceNowPlatformServiceOAuth2Api', ...place, ...parameters } as never, path);

describe('The form of', () => {
	const forms = operations.filter((place) => methodOf(place, 'fields') !== undefined);

	it.each(forms)('$resource $operation has the fields that its example fills in', async (place) => {
		const method = methodOf(place, 'fields') as keyof typeof resourceMapping;
		const { parameters } = await exampleOf(place);
		const { fields, emptyFieldsNotice } = await resourceMapping[method].call(context(place, parameters));
		expect(emptyFieldsNotice).toBeUndefined();
		const { value } = parameters.fields as { value: Record<string, unknown> | null };
		expect(fields.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.keys(value ?? {})));
		expect(fields.length).toBeGreaterThan(0);
	});

	const known = forms.filter(({ resource }) => tableOfResource(resource) !== undefined);

	// What n8n has not seen when the form was made for the first time, it shows when the form is made again.
	it.each(known)('$resource $operation is as large before anybody has signed in', async (place) => {
		const method = methodOf(place, 'fields') as keyof typeof resourceMapping;
		const { parameters } = await exampleOf(place);
		const connected = context(place, parameters);
		const unconnected = { ...connected.getNode(), credentials: undefined };
		const early = await resourceMapping[method].call(
			Object.assign(context(place, parameters), { getNode: () => unconnected }),
		);
		const late = await resourceMapping[method].call(connected);
		const names = (form: ResourceMapperFields, hidden: boolean) =>
			form.fields.filter(({ removed }) => removed === hidden).map(({ id }) => id);
		expect(names(early, true)).toEqual(expect.arrayContaining(names(late, true)));
		expect(names(late, false)).toEqual(expect.arrayContaining(names(early, false)));
	});
});

describe('The picker of records of', () => {
	const own = operations.filter((place) => place.operation === 'get' && methodOf(place, 'record') !== undefined);

	it('is there for every resource that stands for records', () => {
		const changing = operations.filter(({ operation }) => operation === 'update').map(({ resource }) => resource);
		expect(own.map(({ resource }) => resource).sort()).toEqual(changing.sort());
	});

	it.each(own)('$resource offers what Get then reads', async (place) => {
		const method = methodOf(place, 'record') as keyof typeof listSearch;
		const { parameters } = await exampleOf(place);
		const { results } = await listSearch[method].call(context(place, parameters));
		const [first] = results;
		const { json, error } = await s.n8n.run({
			...place,
			...parameters,
			record: by('list', String(first?.value)),
		} as never);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ sys_id: first?.value }]);
	});
});

describe('The columns that are offered to sort by in', () => {
	const lists = operations.filter((place) =>
		fieldsOf(place).some(({ options = [] }) => options.some(({ name }) => name === 'sort')),
	);

	it.each(lists)('$resource $operation are those of the records that it lists', async (place) => {
		const { parameters } = await exampleOf(place);
		const form = context(place, parameters, 'parameters.options.sort.fields[0].field');
		const { results } = await listSearch.searchFields.call(form);
		// Secrets are shown to nobody.
		const columns = results.map(({ value }) => String(value)).filter((column) => !/password/.test(column));
		expect(columns.length).toBeGreaterThan(5);
		const sort = { fields: columns.map((column) => ({ field: by('list', column), direction: 'ORDERBY' })) };
		const { json, error, hints } = await s.n8n.run({ ...place, ...parameters, options: { sort } } as never);
		expect(error).toBeUndefined();
		expect(json.length).toBeGreaterThan(0);
		expect(hints).toEqual([]);
	});
});
