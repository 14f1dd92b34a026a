/** Dynamic filter options are records: administrators add their own, and queries name them by their ids. */
import { describeEmulator, login, useInstance } from '../instance.mts';

const ME = '90d1921e5f510100a9ad2572f2b477fe';
const MY_GROUPS = 'd6435e965f510100a9ad2572f2b47744';
const OPTIONS = '/api/now/table/sys_filter_option_dynamic';

describeEmulator('DYNAMIC', () => {
	const instance = useInstance();

	async function count(query: string, as = 'itil'): Promise<number> {
		const path = `/api/now/table/incident?sysparm_fields=sys_id&sysparm_query=${encodeURIComponent(query)}`;
		return (await instance.call(path, { as: login(as) })).json<{ result: object[] }>().result.length;
	}

	async function option(values: Record<string, string>): Promise<string> {
		const body = { label: 'Mine', script: 'gs.getUserID()', table: 'sys_user', available_for_filter: 'true' };
		const [type] = instance.emulator.store.find('sys_glide_object', { name: 'reference' });
		const sent = { ...body, field_type: type?.sys_id, ...values };
		const answer = await instance.call(OPTIONS, { method: 'POST', body: sent });
		expect(answer.status).toBe(201);
		return answer.json().result.sys_id ?? '';
	}

	it('knows the options that every instance has', async () => {
		const answer = await instance.call(`${OPTIONS}?sysparm_fields=sys_id,label,script&sysparm_query=ORDERBYlabel`);
		expect(answer.json<{ result: object[] }>().result).toContainEqual({
			sys_id: ME,
			label: 'Me',
			script: 'gs.getUserID()',
		});
		const mine = await count('assigned_to=javascript:gs.getUserID()');
		expect(mine).toBeGreaterThan(0);
		expect(await count(`assigned_toDYNAMIC${ME}`)).toBe(mine);
		const ours = await count('assignment_groupINjavascript:gs.getMyGroups()');
		expect(ours).toBeGreaterThan(0);
		expect(await count(`assignment_groupDYNAMIC${MY_GROUPS}`)).toBe(ours);
	});

	it('follows an option that an administrator adds', async () => {
		const caller = await option({ label: 'Myself', script: 'gs.getUser().getID()' });
		expect(await count(`assigned_toDYNAMIC${caller}`)).toBe(await count(`assigned_toDYNAMIC${ME}`));
	});

	// Field notes: an option that lacks one of these looks right and finds nothing.
	it.each([
		['available_for_filter', 'false'],
		['active', 'false'],
		['table', ''],
		['field_type', ''],
		['script', 'new x_acme.Util().mine()'],
	])("finds nothing with %s '%s'", async (element, value) => {
		expect(await count(`assigned_toDYNAMIC${await option({ [element]: value })}`)).toBe(0);
	});

	it('finds nothing for an id that is no option', async () => {
		expect(await count('assigned_toDYNAMIC0123456789abcdef0123456789abcdef')).toBe(0);
	});
});
