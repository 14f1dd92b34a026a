/** Rows that others see later than they say of themselves, rows that nobody sees, and replicas that lag behind. */
import { describeEmulator, useInstance } from '../instance.mts';

const TABLE = '/api/now/table/incident';
const instance = useInstance({ seed: 'empty' });
const set = (name: string, value: string) => instance.emulator.store.setProperty(name, value);

const create = async (short_description: string) =>
	(await instance.call(TABLE, { method: 'POST', body: { short_description } })).json().result;
const read = (sys_id: string | undefined) => instance.call(`${TABLE}/${sys_id ?? ''}`);
const patch = (sys_id: string | undefined, body: object) =>
	instance.call(`${TABLE}/${sys_id ?? ''}`, { method: 'PATCH', body });
const names = async (query: string, more = '') => {
	const path = `${TABLE}?sysparm_fields=short_description&sysparm_query=${query}^ORDERBYshort_description${more}`;
	return (await instance.call(path))
		.json<{ result: Array<Record<string, string>> }>()
		.result.map(({ short_description }) => short_description);
};

describeEmulator('rows that become visible late', () => {
	beforeEach(() => {
		instance.emulator.reset();
		instance.emulator.clock.stop();
		set('emulator.commit_delay.incident', '200000');
	});
	afterEach(() => instance.emulator.clock.reset());
	const pass = (seconds: number) => instance.emulator.clock.advance(seconds * 1000);

	it('have the stamp of their writing, and are there when their transaction is over', async () => {
		const made = await create('late');
		expect([(await read(made.sys_id)).status, await names('short_description=late')]).toEqual([404, []]);
		pass(199);
		expect((await read(made.sys_id)).status).toBe(404);
		pass(1);
		const { result } = (await read(made.sys_id)).json();
		expect(result).toMatchObject({ sys_created_on: made.sys_created_on, sys_updated_on: made.sys_updated_on });
		expect(await names('short_description=late')).toEqual(['late']);
	});

	it('are overtaken by rows of tables that have no delay', async () => {
		await create('late');
		pass(10);
		const other = await instance.call('/api/now/table/problem', { method: 'POST', body: { short_description: 'p' } });
		expect((await instance.call(`/api/now/table/problem/${other.json().result.sys_id ?? ''}`)).status).toBe(200);
		expect(instance.emulator.store.find('incident', {})).toEqual([]);
	});

	it('may be updates and deletions: until then everybody sees the record as it was', async () => {
		set('emulator.commit_delay.incident', '');
		const { sys_id } = await create('before');
		set('emulator.commit_delay.incident', '200000');
		const changed = (await patch(sys_id, { short_description: 'after', comments: 'said' })).json().result;
		expect(changed).toMatchObject({ short_description: 'after', sys_mod_count: '1' });
		const entries = () => instance.emulator.store.find('sys_journal_field', { element_id: sys_id ?? '' }).length;
		expect([await names(`sys_id=${sys_id ?? ''}`), entries()]).toEqual([['before'], 0]);
		pass(200);
		expect([await names(`sys_id=${sys_id ?? ''}`), entries()]).toEqual([['after'], 1]);
		expect((await instance.call(`${TABLE}/${sys_id ?? ''}`, { method: 'DELETE' })).status).toBe(204);
		expect((await read(sys_id)).status).toBe(200);
		pass(200);
		expect((await read(sys_id)).status).toBe(404);
	});

	it('come in the order in which their transactions end', async () => {
		await create('first written');
		set('emulator.commit_delay.incident', '50000');
		await create('second written');
		pass(60);
		expect(await names('')).toEqual(['second written']);
		pass(140);
		expect(await names('')).toEqual(['first written', 'second written']);
	});

	it('make the next writer of the same record wait for them', async () => {
		set('emulator.commit_delay.incident', '');
		const { sys_id } = await create('shared');
		set('emulator.commit_delay.incident', '200000');
		await patch(sys_id, { short_description: 'one' });
		const second = (await patch(sys_id, { description: 'two' })).json().result;
		expect(second).toMatchObject({ short_description: 'one', description: 'two', sys_mod_count: '2' });
		pass(200);
		expect((await read(sys_id)).json().result).toMatchObject({ short_description: 'one', sys_mod_count: '2' });
	});

	it('are gone with a reset', async () => {
		await create('late');
		instance.emulator.reset();
		pass(1000);
		expect(await names('')).toEqual([]);
	});
});

describeEmulator('a read replica', () => {
	beforeEach(() => {
		instance.emulator.reset();
		instance.emulator.clock.stop();
		set('emulator.replica_lag', '30000');
	});
	afterEach(() => instance.emulator.clock.reset());
	const replica = '&sysparm_query_category=list';

	it('shows to a query with a category what was there a while ago', async () => {
		const kept = await create('kept');
		const gone = await create('gone');
		instance.emulator.clock.advance(60_000);
		await patch(kept.sys_id, { short_description: 'kept, changed' });
		await instance.call(`${TABLE}/${gone.sys_id ?? ''}`, { method: 'DELETE' });
		await create('new');
		expect(await names('', replica)).toEqual(['gone', 'kept']);
		expect(await names('')).toEqual(['kept, changed', 'new']);
		instance.emulator.clock.advance(29_000);
		expect(await names('', replica)).toEqual(['gone', 'kept']);
		instance.emulator.clock.advance(2000);
		expect(await names('', replica)).toEqual(['kept, changed', 'new']);
	});

	it('counts and filters what it has', async () => {
		await create('a');
		instance.emulator.clock.advance(60_000);
		await create('b');
		const answer = await instance.call(`${TABLE}?sysparm_limit=1${replica}`);
		expect(answer.headers['x-total-count']).toBe('1');
		expect(await names('short_description=b', replica)).toEqual([]);
	});

	it('is up to date where no lag is set', async () => {
		set('emulator.replica_lag', '');
		await create('at once');
		expect(await names('', replica)).toEqual(['at once']);
	});
});

describeEmulator('rows that a caller may not see', () => {
	it('are counted, take their place on a page, and are not on it', async () => {
		instance.emulator.reset();
		const { store } = instance.emulator;
		for (const rule of store.find('sys_security_acl', { name: 'incident', operation: 'read' })) {
			store.put('sys_security_acl', { sys_id: rule.sys_id ?? '', active: 'false' });
		}
		store.put('sys_security_acl', {
			...{ name: 'incident', operation: 'read', roles: 'itil', active: 'true' },
			condition: 'short_descriptionSTARTSWITHvisible',
		});
		store.transaction(() => {
			for (let index = 0; index < 120; index += 1) {
				const short_description = `${index === 110 ? 'visible' : 'hidden'} ${index}`;
				store.put('incident', { short_description, number: `INC${String(index).padStart(7, '0')}` });
			}
		});
		const as = 'itil:itil-demo';
		const page = (offset: number) =>
			instance.call(`${TABLE}?sysparm_limit=100&sysparm_offset=${offset}&sysparm_query=ORDERBYnumber`, { as });
		const [first, second] = [await page(0), await page(100)];
		const rows = ({ json }: typeof first) => json<{ result: object[] }>().result;
		expect([rows(first), first.headers['x-total-count']]).toEqual([[], '120']);
		expect(rows(second)).toMatchObject([{ short_description: 'visible 110' }]);
		expect(rows(await instance.call(`${TABLE}?sysparm_limit=200`))).toHaveLength(120);
	});
});
