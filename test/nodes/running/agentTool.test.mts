import { by, mapped, requestCount, type Stage, stage } from '../../support/instance.mts';

/** What an agent reads costs its user money and its model memory. */
let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.reset());

const LONG = 'Every step that was tried so far. '.repeat(100).trim();
const run = async (operation: string, parameters: Record<string, unknown>, asTool = true) => {
	const common = { resource: 'incident', operation, output: 'simplified' };
	const { json, error } = await s.n8n.run({ ...common, ...parameters } as never, { asTool });
	expect(error).toBeUndefined();
	return json[0];
};

describe('As the tool of an agent, the node', () => {
	const filter = {
		conditions: [{ field: by('name', 'short_description'), operator: '', value: by('text', 'A long story') }],
	};

	it('shows excerpts of long texts where it lists or writes, and all of the one record that is asked for', async () => {
		const made = await run('create', { fields: mapped({ short_description: 'A long story', description: LONG }) });
		const excerpt = `${LONG.slice(0, 300)}… (${LONG.length} characters; Get has all of them)`;
		expect(made).toMatchObject({ short_description: 'A long story', description: excerpt });
		expect(s.stored('incident', { sys_id: String(made?.sys_id) })).toMatchObject({ description: LONG });
		expect(await run('getAll', { filter, limit: 5 })).toMatchObject({ description: excerpt });
		expect(await run('get', { record: by('id', String(made?.sys_id)) })).toMatchObject({ description: LONG });
	});

	it('takes no excerpt for a text to write: the whole one would be lost', async () => {
		const made = await run('create', { fields: mapped({ short_description: 'A long story', description: LONG }) });
		const record = by('id', String(made?.sys_id));
		for (const asTool of [true, false]) {
			s.emulator.resetStats();
			const fields = mapped({ state: '2', description: String(made?.description) });
			const update = { resource: 'incident', operation: 'update', record, fields };
			const { error } = await s.n8n.run(update as never, { asTool });
			expect(error?.message).toMatch(
				/^description: It is the beginning of a longer text, as lists show it to agents(\n|$)/,
			);
			expect(requestCount(s)).toBe(0);
		}
		expect(s.stored('incident', { sys_id: String(made?.sys_id) })).toMatchObject({ state: '1', description: LONG });
	});

	it('shows whole texts in a workflow', async () => {
		await run('create', { fields: mapped({ short_description: 'A long story', description: LONG }) }, false);
		expect(await run('getAll', { filter, limit: 5 }, false)).toMatchObject({ description: LONG });
	});

	const query = (sysparm_query: string, asTool: boolean) =>
		s.n8n.run({ resource: 'incident', operation: 'getAll', limit: 2, options: { sysparm_query } } as never, { asTool });

	it('puts what to do into the message, which is all that the model is told of an error', async () => {
		const get = { resource: 'incident', operation: 'get', record: by('number', 'INC9999999') } as never;
		const inWorkflow = await s.n8n.run(get);
		const asTool = await s.n8n.run(get, { asTool: true });
		expect(inWorkflow.error?.message).toBe('No incident has the number INC9999999');
		expect(asTool.error?.message).toBe(`${inWorkflow.error?.message}\n${inWorkflow.error?.description}`);
	});

	it('tells the model in its output what people are told beside it', async () => {
		const inWorkflow = await query('prioritty=1', false);
		const asTool = await query('prioritty=1', true);
		expect(inWorkflow.json).toHaveLength(2);
		expect(inWorkflow.hints[0]).toContain('prioritty');
		expect(asTool.json).toEqual([...inWorkflow.json, { hint: inWorkflow.hints[0] }]);
	});

	it('says that nothing was found, where the model would see nothing at all', async () => {
		expect((await query('number=INC9999999', false)).json).toEqual([]);
		expect((await query('number=INC9999999', true)).json).toEqual([{ hint: 'Nothing was found.' }]);
	});
});
