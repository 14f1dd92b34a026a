/** Business rules over the Table API, as a client installs and removes them. */
import { describeEmulator, useInstance } from '../instance.mts';
import { executeRule } from '../rules/rules.mts';

const RULES = '/api/now/table/sys_script';
const instance = useInstance({ seed: 'empty' });
const store = () => instance.emulator.store;

const RULE = {
	...{ name: 'n8n My workflow', collection: 'incident', when: 'async_always', order: '1000', priority: '100' },
	...{ action_insert: 'true', action_update: 'true', action_delete: 'false', action_query: 'false' },
	...{ active: 'true', advanced: 'true', abort_action: 'false', add_message: 'false', access: 'package_private' },
	...{ condition: '', description: 'rings', filter_condition: 'active=true^stateCHANGESTO2^commentsVALCHANGES^EQ' },
	script: executeRule("var a = 'quotes \" and \\\\ and <tags> & more';\n\treturn;"),
};

beforeAll(() => {
	const add = (user_name: string, roles: string[]) => {
		const user = store().put('sys_user', { user_name, user_password: 'secret', active: 'true' }).sys_id ?? '';
		for (const name of roles) {
			const role = store().one('sys_user_role', { name })?.sys_id ?? '';
			store().put('sys_user_has_role', { user, role, state: 'active' });
		}
	};
	add('rule.admin', ['business_rule_admin']);
	add('rules.person', ['personalize_rules']);
	add('all.but', ['itil', 'itil_admin', 'web_service_admin', 'personalize_dictionary', 'knowledge_admin']);
});

const send = (method: 'POST' | 'PATCH' | 'DELETE' | 'GET', path: string, as: string, body?: object) =>
	instance.call(path, { method, as: `${as}:secret`, ...(body && { body }) });

describeEmulator('business rules over the Table API', () => {
	it.each(['rule.admin', 'rules.person'])('are made, read, changed and deleted by %s', async (as) => {
		const made = await send('POST', RULES, as, RULE);
		expect(made.status).toBe(201);
		const id = made.json().result.sys_id ?? '';
		const path = `${RULES}/${id}`;
		const read = await send('GET', `${path}?sysparm_exclude_reference_link=true`, as);
		expect(read.json().result).toMatchObject({ ...RULE, sys_scope: 'global', sys_mod_count: '0', sys_created_by: as });
		expect((await send('PATCH', path, as, { active: 'false' })).json().result.active).toBe('false');
		const list = await send('GET', `${RULES}?sysparm_query=name=${RULE.name}`, as);
		expect(list.json<{ result: object[] }>().result).toHaveLength(1);
		expect((await send('DELETE', path, as)).status).toBe(204);
		expect((await send('DELETE', path, as)).status).toBe(404);
	});

	it('are for nobody without the role', async () => {
		const { sys_id = '' } = store().put('sys_script', { name: 'theirs', collection: 'incident' });
		const answers = [
			await send('POST', RULES, 'all.but', RULE),
			await send('PATCH', `${RULES}/${sys_id}`, 'all.but', { active: 'false' }),
			await send('DELETE', `${RULES}/${sys_id}`, 'all.but'),
			await send('GET', `${RULES}/${sys_id}`, 'all.but'),
		];
		expect(answers.map(({ status }) => status)).toEqual([403, 404, 404, 404]);
		expect(answers[0]?.json<{ error: object }>().error).toEqual({
			message: 'Operation Failed',
			detail: 'ACL Exception Insert Failed due to security constraints',
		});
		expect((await send('GET', RULES, 'all.but')).json()).toEqual({ result: [] });
		expect(store().one('sys_script', { sys_id })).toMatchObject({ name: 'theirs' });
	});

	it('have a name of forty characters (recording)', async () => {
		const name = 'n8n a workflow with a rather long name · ServiceNow Trigger';
		const made = await send('POST', RULES, 'rule.admin', { ...RULE, name });
		expect(made.json().result.name).toBe(name.slice(0, 40));
	});

	it('keep filter and script to the letter (recording)', async () => {
		const filter_condition = `numberSTARTSWITHINC^${'descriptionLIKEx^OR'.repeat(60)}active=true^EQ`;
		const script = `// ${'long '.repeat(3000)}\n\tgs.info('é — 日本');\n`;
		const made = await send('POST', RULES, 'rule.admin', { ...RULE, filter_condition, script });
		expect(made.json().result).toMatchObject({ filter_condition, script });
	});

	it('are written to the log of deletions of no one', async () => {
		const made = await send('POST', RULES, 'rule.admin', RULE);
		const id = made.json().result.sys_id ?? '';
		await send('DELETE', `${RULES}/${id}`, 'rule.admin');
		expect(store().find('sys_audit_delete', { documentkey: id })).toEqual([]);
	});
});
