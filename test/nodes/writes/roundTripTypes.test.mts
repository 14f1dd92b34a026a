import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { actAs } from '../../support/actAs.mts';
import { by, mapped, type Stage, stage } from '../../support/instance.mts';
import { kindsOf, makeTables, UNWRITTEN } from './columnTypes.mts';

/** The same of every type of column, with values at random. ROUND_TRIP_SEED tries others. */
const SEEDS = process.env.ROUND_TRIP_SEED === undefined ? [1, 20_260, 987_654] : [Number(process.env.ROUND_TRIP_SEED)];
const ROWS = 8;
/** Of a column that takes any text it is told where one is none of its suggestions. */
const SUGGESTED = /^u_free is given as /;

let s: Stage;
let kinds: ReturnType<typeof kindsOf>;
let tables: ReturnType<typeof makeTables>;
beforeAll(async () => {
	s = await stage();
	kinds = kindsOf(s);
	tables = makeTables(s, kinds);
	await actAs(s, 'admin');
});
afterAll(async () => await s.close());

it('The tables have every type of column that the emulator has', () => {
	const types = s.emulator.store.find('sys_dictionary', {}).map(({ internal_type = '' }) => internal_type);
	const tried = Object.values(kinds).map(({ type }) => type);
	expect([...new Set(types)].filter((type) => ![...tried, ...UNWRITTEN].includes(type))).toEqual([]);
});

const FORMS: Array<[string, Record<string, unknown>, boolean]> = [
	['simplified', { output: 'simplified' }, false],
	['as an agent sees it', { output: 'simplified' }, true],
	['as stored values', { output: 'raw' }, false],
	['in both forms', { output: 'raw', options: { sysparm_display_value: 'all' } }, false],
];

/** Every column of the items is written, as agents and as workflows do it. */
async function writeBack(table: string, items: IDataObject[], asTool: boolean) {
	const common = { resource: 'record', operation: 'update', table: by('name', table) };
	const record = by('id', '={{ $json.sys_id }}');
	const fields = asTool
		? mapped(Object.fromEntries(Object.keys(items[0] ?? {}).map((name) => [name, `={{ $json.${name} }}`])))
		: { mappingMode: 'autoMapInputData', value: null };
	return await s.n8n.run({ ...common, record, fields } as never, { items, asTool, timezone: 'America/New_York' });
}

describe.each(SEEDS)('With seed %i, what was read', (seed) => {
	it.each(FORMS)(
		'%s and written back is what it was',
		async (_, form, asTool) => {
			for (const [table, columns] of tables) {
				const row = fc.record(
					Object.fromEntries(columns.map((name) => [name, kinds[name]?.values ?? fc.constant('')])),
				);
				const rows = fc.sample(row, { seed, numRuns: ROWS }).map((values) => s.emulator.store.put(table, values));
				const items = rows.map(({ sys_id }) => ({ sys_id }) as IDataObject);
				const get = {
					resource: 'record',
					operation: 'get',
					table: by('name', table),
					record: by('id', '={{ $json.sys_id }}'),
				};
				const got = await s.n8n.run({ ...get, ...form } as never, { items, asTool });
				expect([got.error?.message, Object.keys(got.json[0] ?? {})]).toEqual([
					undefined,
					expect.arrayContaining(columns),
				]);
				const put = await writeBack(table, got.json, asTool);
				const told = put.hints.filter((hint) => !SUGGESTED.test(hint));
				expect([put.error?.message, put.error?.description, told]).toEqual([undefined, undefined, []]);
				rows.forEach((before, index) => {
					const after = s.stored(table, { sys_id: String(before.sys_id) });
					const lost = columns.filter((name) => before[name] !== after?.[name]);
					expect(lost.map((name) => [name, before[name], got.json[index]?.[name], after?.[name]])).toEqual([]);
				});
			}
		},
		120_000,
	);
});
