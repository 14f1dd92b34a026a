import { by, mapped, requestCount, type Stage, stage } from '../../support/instance.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.resetStats());

const get = (record: unknown, more: Record<string, unknown> = {}) =>
	({ resource: 'incident', operation: 'get', record, ...more }) as never;
/** An empty literal is refused by n8n itself; this is one that the data brings. */
const EMPTY = '={{ "" }}';
const ID = 'a'.repeat(32);

describe('Input that cannot be used', () => {
	it.each([
		['an empty sys_id', get(by('id', EMPTY)), 'Incident: Nothing is chosen'],
		['blanks for a sys_id', get(by('id', '   ')), 'Incident: Nothing is chosen'],
		[
			'a sys_id that leads elsewhere',
			get(by('id', '../../../now/attachment/abc')),
			'Incident: "../../../now/attachment/abc" is not a sys_id',
		],
		['a name in place of a sys_id', get(by('id', 'Printer')), 'Incident: "Printer" is not a sys_id'],
		['an empty number', get(by('number', EMPTY)), 'Incident: Nothing is chosen'],
		[
			'a number that would change the query',
			get(by('number', 'INC0010001^ORnumberISNOTEMPTY')),
			'Incident: "INC0010001^ORnumberISNOTEMPTY" is not a record number',
		],
		[
			'an address of no record',
			get(by('url', 'https://dev12345.service-now.com/now/home')),
			'Incident: "https://dev12345.service-now.com/now/home" is not the address of a record',
		],
		[
			'the address of another table’s record',
			get(by('url', `https://dev12345.service-now.com/problem.do?sys_id=${ID}`)),
			'Incident: The address leads to a record of problem, not of incident',
		],
		[
			'a field that is none',
			get(by('id', ID), { options: { sysparm_fields: 'number^x' } }),
			'Fields: "number^x" is not a column name',
		],
		[
			'no table',
			{ resource: 'record', operation: 'getAll', table: by('list', EMPTY), returnAll: true },
			'Table: Nothing is chosen',
		],
		[
			'a table that leads elsewhere',
			{ resource: 'record', operation: 'getAll', table: by('name', '../sys_user'), returnAll: true },
			'Table: "../sys_user" is not the name of a table',
		],
		[
			'a limit of none',
			{ resource: 'incident', operation: 'getAll', returnAll: false, limit: 0 },
			'Limit: 0 is not a whole number of at least 1',
		],
		[
			'nothing to write',
			{ resource: 'incident', operation: 'create', fields: mapped({}) },
			'Fields: There is nothing to write',
		],
		[
			'a delete of nothing',
			{ resource: 'incident', operation: 'delete', record: by('id', EMPTY) },
			'Incident: Nothing is chosen',
		],
		[
			'a sort field that is none',
			{
				resource: 'incident',
				operation: 'getAll',
				returnAll: true,
				sort: { fields: [{ field: 'a^b', direction: 'ORDERBY' }] },
			},
			'Sort: "a^b" is not a column name',
		],
	])('%s is refused before any request, with the field’s name', async (_, parameters, message) => {
		const { error, output } = await s.n8n.run(parameters as never);
		expect(error?.message).toBe(message);
		expect(error?.description).toEqual(expect.stringMatching(/\w{3,}.*\./));
		expect(error?.context?.itemIndex).toBe(0);
		expect(output).toEqual([]);
		expect(requestCount(s)).toBe(0);
	});

	it('sends nothing of any item when one of them cannot be used', async () => {
		const { error } = await s.n8n.run(
			{ resource: 'incident', operation: 'create', fields: { mappingMode: 'autoMapInputData', value: null } } as never,
			{ items: [{ short_description: 'one' }, {}, { short_description: 'three' }] },
		);
		expect(error).toMatchObject({ message: 'Fields: There is nothing to write', context: { itemIndex: 1 } });
		expect(requestCount(s)).toBe(0);
	});

	it.each([
		['', 'Instance: The credential names no ServiceNow instance'],
		['dev 12345', 'Instance: "dev 12345" is not the name or address of a ServiceNow instance'],
		[
			'http://dev12345.service-now.com',
			'Instance: "http://dev12345.service-now.com" would send the sign-in unencrypted',
		],
		['ftp://dev12345', 'Instance: "ftp://dev12345" is not an https address'],
		[
			'https://user@evil.example',
			'Instance: "https://user@evil.example" is not the name or address of a ServiceNow instance',
		],
	])('an instance of "%s" is refused', async (instance, message) => {
		const other = await stage();
		await other.n8n.signIn({ ...other.clientCredentials(), instance });
		const { error } = await other.n8n.run(get(by('id', ID)));
		await other.close();
		expect(error?.message).toBe(message);
		expect(requestCount(other)).toBe(0);
	});

	it.each(['dev 12345', ''])(
		'an instance of "%s" sends every item to the error output, or marks it',
		async (instance) => {
			const other = await stage();
			await other.n8n.signIn({ ...other.clientCredentials(), instance });
			const items = [{ id: ID }, { id: ID }, { id: ID }];
			const operation = get(by('id', '={{ $json.id }}'));
			const parted = await other.n8n.run(operation, { items, settings: { onError: 'continueErrorOutput' } });
			const marked = await other.n8n.run(operation, { items, settings: { onError: 'continueRegularOutput' } });
			await other.close();
			expect([parted.error, parted.json, parted.errors.length]).toEqual([undefined, [], 3]);
			expect(parted.errors.map(({ json }) => json.error)).toEqual(Array(3).fill(expect.stringMatching(/^Instance: /)));
			expect(marked.json.map(({ error }) => error)).toEqual(Array(3).fill(expect.stringMatching(/^Instance: /)));
			expect(requestCount(other)).toBe(0);
		},
	);
});
