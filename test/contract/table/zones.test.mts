/** platform-administration/t_SetASystemTimeZone.md: the zone of a user, of the system, or that of the west coast. */
import { describeEmulator, login, useInstance } from '../instance.mts';

describeEmulator('display times', () => {
	const instance = useInstance({ seed: 'empty' });
	let path = '';

	beforeAll(() => {
		const { store } = instance.emulator;
		const row = { short_description: 'zone', due_date: '2031-01-15 12:00:00' };
		const { sys_id = '' } = store.insert(store.system, 'incident', row);
		path = `/api/now/table/incident/${sys_id}?sysparm_fields=due_date&sysparm_display_value=true`;
	});
	afterEach(() => instance.emulator.store.setProperty('glide.sys.default.tz', 'America/Los_Angeles'));

	const shown = async (as: string) => (await instance.call(path, { as: login(as) })).json().result.due_date;

	it('are those of Los Angeles for users without a zone', async () => {
		expect(await shown('admin')).toBe('2031-01-15 04:00:00');
		expect(await shown('integration.user')).toBe('2031-01-15 12:00:00');
	});

	it.each([
		['', '2031-01-15 04:00:00'],
		['Asia/Tokyo', '2031-01-15 21:00:00'],
	])("are those of the system's zone '%s'", async (zone, expected) => {
		instance.emulator.store.setProperty('glide.sys.default.tz', zone);
		expect(await shown('admin')).toBe(expected);
		expect(await shown('change.manager')).toBe('15.01.2031 13:00:00');
	});
});
