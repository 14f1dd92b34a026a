/** What happens at once, or goes wrong in the middle. Unique keys: glide.db.loguser in r_AvailableSystemProperties.md. */
import { describeEmulator, useInstance } from '../instance.mts';
import type { Answer } from '../instance.mts';

const INCIDENT = '/api/now/table/incident';
const ID = '0123456789abcdef0123456789abcdef';

const made: string[] = [];

// Registered before the instance's own end: jest runs these in the order of their registration.
afterAll(async () => {
	for (const path of made) await instance.call(path, { method: 'DELETE' });
});

const instance = useInstance({ seed: 'empty' });

async function create(body: object, table = 'incident'): Promise<Answer> {
	const answer = await instance.call(`/api/now/table/${table}`, { method: 'POST', body });
	if (answer.status === 201) made.push(`/api/now/table/${table}/${answer.json().result.sys_id ?? ''}`);
	return answer;
}

const countOf = async (query: string, table = 'incident') =>
	Number(
		(await instance.call(`/api/now/table/${table}?sysparm_query=${query}&sysparm_limit=1`)).headers['x-total-count'],
	);

const duplicate = (table: string, value: string, key: string) => ({
	error: {
		message: 'Operation Failed',
		detail:
			`Operation against file '${table}' was aborted: ` +
			`Unique Key violation detected by database (Duplicate entry '${value}' for key '${key}')`,
	},
	status: 'failure',
});

describe('creating with a chosen sys_id', () => {
	it('lets one of many through that come at once', async () => {
		const answers = await Promise.all(
			Array.from({ length: 20 }, (_, index) => create({ sys_id: ID, short_description: `race ${index}` })),
		);
		const refused = answers.filter(({ status }) => status !== 201);
		expect(refused).toHaveLength(19);
		for (const answer of refused)
			expect([answer.status, answer.json()]).toEqual([403, duplicate('incident', ID, 'PRIMARY')]);
		expect(await countOf('short_descriptionSTARTSWITHrace')).toBe(1);
	});

	it('is refused where another class of the hierarchy has the id', async () => {
		const answer = await create({ sys_id: ID.toUpperCase() }, 'problem');
		expect([answer.status, answer.json()]).toEqual([403, duplicate('problem', ID.toUpperCase(), 'PRIMARY')]);
		expect(await countOf(`sys_id=${ID}`, 'task')).toBe(1);
	});

	it('is refused inside a batch, too, and nothing else in it is', async () => {
		const item = (id: string, body: object) => ({
			id,
			method: 'POST',
			url: INCIDENT,
			headers: [{ name: 'Content-Type', value: 'application/json' }],
			body: Buffer.from(JSON.stringify(body)).toString('base64'),
		});
		const rest_requests = [item('a', { sys_id: ID }), item('b', { short_description: 'behind' })];
		const answer = await instance.call('/api/now/v1/batch', { method: 'POST', body: { rest_requests } });
		expect(answer.json()).toMatchObject({ serviced_requests: [{ status_code: 403 }, { status_code: 201 }] });
	});
});

describe('unique columns', () => {
	const person = (user_name: string) => create({ user_name }, 'sys_user');

	it('take no value twice, in new records and in changed ones', async () => {
		expect((await person('only.one')).status).toBe(201);
		const second = await person('Only.One');
		expect([second.status, second.json()]).toEqual([403, duplicate('sys_user', 'Only.One', 'user_name')]);
		const { sys_id = '' } = (await person('another')).json().result;
		const changed = await instance.call(`/api/now/table/sys_user/${sys_id}`, {
			method: 'PATCH',
			body: { user_name: 'only.one', title: 'lost' },
		});
		expect(changed.status).toBe(403);
		expect((await instance.call(`/api/now/table/sys_user/${sys_id}`)).json().result).toMatchObject({
			user_name: 'another',
			title: '',
		});
	});

	it('may be empty in many records', async () => {
		expect([(await person('')).status, (await person('')).status]).toEqual([201, 201]);
	});
});

describe('numbers', () => {
	it('are given once, however many ask at once', async () => {
		const answers = await Promise.all(Array.from({ length: 30 }, () => create({ correlation_id: 'numbers' })));
		const numbers = answers.map((answer) => answer.json().result.number);
		expect(new Set(numbers).size).toBe(30);
	});
});

describe('updates at once', () => {
	it('all count', async () => {
		const { sys_id = '' } = (await create({ short_description: 'busy' })).json().result;
		const columns = ['description', 'correlation_id', 'correlation_display', 'close_notes'];
		await Promise.all(
			columns.map((name) => instance.call(`${INCIDENT}/${sys_id}`, { method: 'PATCH', body: { [name]: 'set' } })),
		);
		expect((await instance.call(`${INCIDENT}/${sys_id}`)).json().result).toMatchObject({
			...Object.fromEntries(columns.map((name) => [name, 'set'])),
			sys_mod_count: '4',
		});
	});
});

describe('a broken item of a batch', () => {
	it.each(['/api/now/table/%zz', '/api/now/v1/batch'])('with the url %s fails alone', async (url) => {
		const read = (id: string) => ({ id, method: 'GET', url: `${INCIDENT}?sysparm_limit=1`, headers: [] });
		const rest_requests = [read('1'), { ...read('2'), url }, read('3')];
		const answer = await instance.call('/api/now/v1/batch', { method: 'POST', body: { rest_requests } });
		expect(answer.json()).toMatchObject({
			serviced_requests: [{ status_code: 200 }, { status_code: 400 }, { status_code: 200 }],
			unserviced_requests: [],
		});
	});
});

describeEmulator('work that fails in the middle', () => {
	it('leaves nothing behind, not even what was derived from it', () => {
		const { store } = instance.emulator;
		const work = () =>
			store.transaction(() => {
				store.insert(store.system, 'sys_dictionary', { name: 'incident', element: 'u_gone', internal_type: 'string' });
				expect(store.schema.column('incident', 'u_gone')).toBeDefined();
				throw new Error('in the middle');
			});
		expect(work).toThrow('in the middle');
		expect(store.schema.column('incident', 'u_gone')).toBeUndefined();
	});

	it('is undone alone where its caller goes on', () => {
		const { store } = instance.emulator;
		store.transaction(() => {
			store.put('incident', { short_description: 'kept' });
			expect(() =>
				store.transaction(() => {
					store.put('incident', { short_description: 'undone' });
					throw new Error('inside');
				}),
			).toThrow('inside');
		});
		expect(store.find('incident', { short_description: 'kept' })).toHaveLength(1);
		expect(store.find('incident', { short_description: 'undone' })).toEqual([]);
	});

	it('writes neither record nor journal where a rule aborts', async () => {
		const { store } = instance.emulator;
		const entries = () => store.find('sys_journal_field', {}).length;
		const before = entries();
		store.setProperty('emulator.business_rule.abort.incident', 'Keep out');
		const answer = await create({ short_description: 'aborted', comments: 'never' });
		store.setProperty('emulator.business_rule.abort.incident', '');
		expect([answer.status, entries()]).toEqual([403, before]);
		expect(store.find('incident', { short_description: 'aborted' })).toEqual([]);
	});
});
