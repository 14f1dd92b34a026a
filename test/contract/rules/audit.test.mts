/** platform-security/exploring-auditing.md, c_UnderstandingTheSysAuditTable.md, t_RestoreADeletedRecordAndRef.md. */
import type { Row } from '../../emulator/types.mts';
import { describeEmulator, useInstance } from '../instance.mts';

const instance = useInstance({ seed: 'empty' });
const store = () => instance.emulator.store;

async function create(table: string, body: object = {}): Promise<string> {
	const answer = await instance.call(`/api/now/table/${table}`, { method: 'POST', body });
	expect([table, answer.status]).toEqual([table, 201]);
	return answer.json().result.sys_id ?? '';
}

const patch = (table: string, sys_id: string, body: object, as?: string) =>
	instance.call(`/api/now/table/${table}/${sys_id}`, { method: 'PATCH', body, ...(as && { as }) });
const remove = (table: string, sys_id: string) =>
	instance.call(`/api/now/table/${table}/${sys_id}`, { method: 'DELETE' });
const audits = (documentkey: string): Row[] => store().find('sys_audit', { documentkey });
const fields = (documentkey: string) => audits(documentkey).map(({ fieldname }) => fieldname);

/** What the form of a dictionary entry does. */
async function describeTable(name: string, values: object, element = ''): Promise<void> {
	const row = store().one('sys_dictionary', { name, element });
	expect((await patch('sys_dictionary', row?.sys_id ?? '', values)).status).toBe(200);
}

describeEmulator('sys_audit', () => {
	beforeEach(() => instance.emulator.reset());

	it('has a row for every column that an update changes, and for entries of journals', async () => {
		const id = await create('incident', { short_description: 'old', urgency: '3' });
		await patch('incident', id, { short_description: 'new', comments: 'said' }, 'itil:itil-demo');
		const rows = audits(id);
		expect(rows).toMatchObject([
			{
				...{ tablename: 'incident', fieldname: 'short_description', oldvalue: 'old', newvalue: 'new' },
				...{ user: 'itil', sys_created_by: 'itil', record_checkpoint: '1', reason: '' },
			},
			{ fieldname: 'comments', oldvalue: '', newvalue: 'said', record_checkpoint: '1' },
		]);
		expect(Object.keys(rows[0] ?? {})).not.toContain('sys_updated_on');
	});

	it('holds references by their ids, and what rules changed, too', async () => {
		const id = await create('incident', { impact: '3', urgency: '3' });
		const user = store().one('sys_user', { user_name: 'employee' })?.sys_id ?? '';
		await patch('incident', id, { caller_id: user, urgency: '1' });
		expect(new Set(fields(id))).toEqual(new Set(['caller_id', 'urgency', 'priority']));
		expect(audits(id).find(({ fieldname }) => fieldname === 'caller_id')?.newvalue).toBe(user);
	});

	it('leaves out inserts, unless glide.sys.audit_inserts is on', async () => {
		expect(audits(await create('incident', { short_description: 'quiet' }))).toEqual([]);
		store().setProperty('glide.sys.audit_inserts', 'true');
		const id = await create('incident', { short_description: 'loud' });
		expect(audits(id)).toContainEqual(
			expect.objectContaining({
				fieldname: 'short_description',
				oldvalue: '',
				newvalue: 'loud',
				record_checkpoint: '0',
			}),
		);
	});

	it('leaves out tables without the flag, which is not inherited', async () => {
		for (const table of ['incident_task', 'sc_task', 'core_company']) {
			const id = await create(table);
			await patch(table, id, table === 'core_company' ? { name: 'x' } : { short_description: 'x' });
			expect([table, audits(id)]).toEqual([table, []]);
		}
		await describeTable('core_company', { audit: 'true' });
		const id = await create('core_company', { name: 'Before' });
		await patch('core_company', id, { name: 'After' });
		expect(audits(id)).toMatchObject([{ tablename: 'core_company', oldvalue: 'Before', newvalue: 'After' }]);
	});

	it('leaves out columns with no_audit, inherited ones too, and system columns', async () => {
		await describeTable('task', { attributes: 'no_audit' }, 'description');
		await describeTable('incident', { attributes: 'no_audit' }, 'severity');
		const id = await create('incident');
		await patch('incident', id, { description: 'x', severity: '1', short_description: 'y' });
		expect(fields(id)).toEqual(['short_description']);
	});

	it('has the columns with audit=true only, where the table has audit_type=whitelist', async () => {
		await describeTable('problem', { attributes: 'audit_type=whitelist' });
		await describeTable('problem', { attributes: 'audit=true' }, 'workaround');
		const id = await create('problem');
		await patch('problem', id, { workaround: 'restart', short_description: 'unlisted' });
		expect(fields(id)).toEqual(['workaround']);
	});

	it('leaves out what comes from an import set', async () => {
		await describeTable('sys_user', { audit: 'true' });
		const rows = () => store().find('sys_audit', { tablename: 'sys_user' });
		const load = async (first_name: string) => {
			const body = { user_id: 'imported.one', first_name, last_name: 'Name', email: 'a@example.com' };
			const answer = await instance.call('/api/now/import/imp_user', { method: 'POST', body });
			return answer.json<{ result: Array<{ status: string }> }>().result[0]?.status;
		};
		expect([await load('First'), await load('Changed')]).toEqual(['inserted', 'updated']);
		expect(rows()).toEqual([]);
	});

	it('is for administrators', async () => {
		const id = await create('incident');
		await patch('incident', id, { short_description: 'x' });
		const list = async (as: string) =>
			(await instance.call('/api/now/table/sys_audit', { as })).json<{ result: object[] }>().result.length;
		expect([await list('admin:admin-demo'), await list('itil:itil-demo')]).toEqual([1, 0]);
	});

	it('says of a deletion that it was one', async () => {
		const id = await create('incident');
		await remove('incident', id);
		expect(audits(id)).toMatchObject([
			{ fieldname: 'DELETED', oldvalue: 'DELETED', newvalue: 'DELETED', record_checkpoint: '-1' },
		]);
	});
});

describeEmulator('sys_audit_delete', () => {
	beforeEach(() => instance.emulator.reset());
	const kept = (documentkey: string) => store().find('sys_audit_delete', { documentkey });

	it.each(['incident', 'core_company', 'sys_user', 'sys_user_group', 'u_equipment'])(
		'keeps a record of %s',
		async (table) => {
			const id = await create(table);
			expect((await remove(table, id)).status).toBe(204);
			expect(kept(id)).toMatchObject([{ tablename: table, documentkey: id }]);
		},
	);

	it.each(['sys_properties', 'sys_script', 'sys_template', 'sc_cart'])('leaves out %s', async (table) => {
		const id = await create(table, { name: `to be deleted ${table}` });
		expect((await remove(table, id)).status).toBe(204);
		expect(kept(id)).toEqual([]);
	});

	it('keeps system tables that glide.ui.audit_deleted_tables names', async () => {
		store().setProperty('glide.ui.audit_deleted_tables', 'sys_template, sys_user_role');
		const [template, user] = [await create('sys_template', { name: 'kept' }), await create('sys_user')];
		await remove('sys_template', template);
		await remove('sys_user', user);
		expect([kept(template).length, kept(user).length]).toEqual([1, 0]);
	});

	it('leaves out what glide.db.audit.ignore.delete names, which replaces the list of the platform', async () => {
		store().setProperty('glide.db.audit.ignore.delete', 'core_company');
		const [company, cart] = [await create('core_company'), await create('sc_cart', { name: 'a cart' })];
		await remove('core_company', company);
		await remove('sc_cart', cart);
		expect([kept(company).length, kept(cart).length]).toEqual([0, 1]);
	});

	it('leaves out tables with no_audit_delete', async () => {
		await describeTable('core_company', { attributes: 'no_audit_delete' });
		const id = await create('core_company');
		await remove('core_company', id);
		expect(kept(id)).toEqual([]);
	});

	it('leaves out tables that are not audited, where it is read so', async () => {
		store().setProperty('emulator.audit_delete.audited_only', 'true');
		const [company, incident] = [await create('core_company'), await create('incident')];
		await remove('core_company', company);
		await remove('incident', incident);
		expect([kept(company).length, kept(incident).length]).toEqual([0, 1]);
	});

	it('holds the record as XML', async () => {
		const id = await create('incident', { short_description: 'a < b & c' });
		await remove('incident', id);
		const [row] = kept(id);
		expect(row?.payload).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?><incident>/);
		expect(row?.payload).toContain('<short_description>a &lt; b &amp; c</short_description>');
	});

	it('brings a record back by inserting it with its sys_id', async () => {
		const made = await instance.call('/api/now/table/incident', {
			method: 'POST',
			body: { short_description: ' kept with blanks ', description: 'two\nlines' },
		});
		const before = made.json().result;
		const id = before.sys_id ?? '';
		await remove('incident', id);
		const undelete = () =>
			instance.call('/__emulator/undelete', { method: 'POST', body: { documentkey: id }, as: undefined });
		expect((await undelete()).status).toBe(200);
		expect((await instance.call(`/api/now/table/incident/${id}`)).json().result).toEqual(before);
		expect([kept(id), fields(id)]).toEqual([[], ['DELETED', 'RECOVERED']]);
		expect((await undelete()).status).toBe(400);
	});

	it('lets a client do the same with an insert of its own', async () => {
		const id = await create('incident', { short_description: 'first life' });
		await remove('incident', id);
		const again = await instance.call('/api/now/table/incident', { method: 'POST', body: { sys_id: id } });
		expect([again.status, again.json().result.sys_id, again.json().result.sys_mod_count]).toEqual([201, id, '0']);
		expect(kept(id)).toHaveLength(1);
	});
});
