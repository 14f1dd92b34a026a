import { answers, answersOf, CATALOG, done, rowsOf, runCatalog } from '../../support/catalog.mts';
import { by, mapped, type Stage, stage } from '../../support/instance.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.reset());

const idOf = (table: string, where: Record<string, string>) => String(s.stored(table, where)?.sys_id);
const userId = (user_name: string) => idOf('sys_user', { user_name });
const run = async (parameters: Record<string, unknown>, options = {}) =>
	await runCatalog(s, 'orderNow', { quantity: 1, ...parameters }, options);
const order = async (parameters: Record<string, unknown>, options = {}) =>
	(await done(run(parameters, options)))[0] as Record<string, unknown>;
const itemsOf = (request: unknown) => s.emulator.store.find('sc_req_item', { request: String(request) });
const requests = () => s.emulator.store.find('sc_request', {}).length;

describe('Answers of an order', () => {
	it('answers questions by the form, by name or with JSON', async () => {
		const item = by('list', CATALOG.PHONE);
		const ways = [
			{ variablesMode: 'form', variables: mapped({ storage: '256', keep_number: null }) },
			{ variablesMode: 'pairs', variablePairs: { pairs: [{ name: 'storage', value: '256' }] } },
			{ variablesMode: 'json', variablesJson: '{"storage": "256"}' },
			{ variablesMode: 'json', variablesJson: { storage: '256' } },
		];
		for (const way of ways) {
			const { request_id } = await order({ item, ...way });
			expect(answersOf(s, itemsOf(request_id)[0]?.sys_id ?? '')).toMatchObject({ storage: '256', keep_number: '' });
		}
	});

	it('stores each kind of answer as ServiceNow has it', async () => {
		const { request_id } = await order(
			{
				item: by('name', 'Project Workspace'),
				...answers({
					title: 'Moon',
					members: 'beth.anglin, abel.tuter@example.com',
					site: 'London',
					confidentiality: 'Public',
					importance: 4,
					starts: '2026-03-01T10:00:00',
					archive: true,
				}),
			},
			{ timezone: 'America/New_York' },
		);
		const [ritm] = itemsOf(request_id);
		expect(answersOf(s, ritm?.sys_id ?? '')).toMatchObject({
			title: 'Moon',
			members: `${userId('beth.anglin')},${userId('abel.tuter')}`,
			site: idOf('cmn_location', { name: 'London' }),
			confidentiality: 'public',
			importance: '4',
			starts: '2026-03-01 15:00:00',
			archive: 'true',
		});
	});

	it.each([
		['2026-03-01T23:00:00.000-05:00', '2026-03-01'],
		['2026-03-02T04:00:00Z', '2026-03-01'],
		['2026-03-01T00:00:00', '2026-03-01'],
		['2026-03-01', '2026-03-01'],
	])('writes the day of %s in the workflow’s zone', async (until, day) => {
		const values = { folder: 'x', owner: userId('itil'), until };
		const { request_id } = await order(
			{ item: by('name', 'Access to a Shared Folder'), ...answers(values) },
			{ timezone: 'America/New_York' },
		);
		expect(answersOf(s, itemsOf(request_id)[0]?.sys_id ?? '')).toMatchObject({ until: day });
	});

	it.each([
		['2h 30m', '1970-01-01 02:30:00'],
		['PT2H', '1970-01-01 02:00:00'],
		[7200, '1970-01-01 02:00:00'],
		['26:00:00', '1970-01-02 02:00:00'],
		['45 00:00:00', '1970-02-15 00:00:00'],
		['1970-01-01 00:05:00', '1970-01-01 00:05:00'],
	])('writes a duration by what it says: %s', async (lasts, stored) => {
		const values = { title: 'Moon', lasts };
		const { request_id } = await order({ item: by('name', 'Project Workspace'), ...answers(values) });
		expect(answersOf(s, itemsOf(request_id)[0]?.sys_id ?? '')).toMatchObject({ lasts: stored });
	});

	it.each(['2:30', 'P1M', 'soon'])('refuses a duration that cannot be read, and orders nothing: %s', async (lasts) => {
		const before = requests();
		const values = { title: 'Moon', lasts };
		const { error } = await run({ item: by('name', 'Project Workspace'), ...answers(values) });
		expect(error?.message).toBe(`Lasts (lasts): "${lasts}" is not a duration that can be read`);
		expect(requests()).toBe(before);
	});

	it.each([
		[{ folder: { a: 1 }, owner: 'beth.anglin' }, /: It is an object, and no text/],
		[{ folder: 'Plans', owner: [{ a: 1 }] }, /: It is an object, and no text/],
		[{ folder: 'Plans', owner: 'Beth\nAnglin' }, /: No user has the /],
		[{ folder: 'Plans', owner: '2026-01-31' }, /: No user has the /],
	])('refuses what is no answer, and orders nothing: %j', async (values, message) => {
		const before = requests();
		const { error } = await run({ item: by('name', 'Access to a Shared Folder'), ...answers(values) });
		expect(error?.message).toMatch(message);
		expect(requests()).toBe(before);
	});

	it.each(['__proto__', 'constructor', 'toString'])(
		'once by the value of %s is refused: no variable is called so',
		async (onceBy) => {
			const before = requests();
			const { error } = await run({ item: by('list', CATALOG.TABLET), options: { onceBy } });
			expect(error?.message).toMatch(/^Order Once per Value Of: /);
			expect(requests()).toBe(before);
		},
	);

	it('fills in variable sets, those of several rows with names of records', async () => {
		const { request_id } = await order({
			item: by('name', 'Accounts for a Team'),
			...answers({
				team: 'Network',
				cost_center: 'C1',
				accounts: [
					{ user: 'beth.anglin', level: 'Full', remote: true },
					{ user: 'abel.tuter', level: 'basic' },
				],
			}),
		});
		const ritm = itemsOf(request_id)[0]?.sys_id ?? '';
		expect(answersOf(s, ritm)).toMatchObject({ team: idOf('sys_user_group', { name: 'Network' }), cost_center: 'C1' });
		expect(rowsOf(s, ritm)).toEqual([
			{ user: userId('beth.anglin'), level: 'full', remote: 'true' },
			{ user: userId('abel.tuter'), level: 'basic', remote: '' },
		]);
	});
});
