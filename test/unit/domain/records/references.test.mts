import { ExecutionCache } from '../../../../nodes/ServiceNowPlatform/domain/api/executionCache.ts';
import type { ApiRequest } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { mayBeName, findReferenceId } from '../../../../nodes/ServiceNowPlatform/domain/records/references.ts';
import { resolveColumns } from '../../../../nodes/ServiceNowPlatform/domain/records/stored.ts';
import { failure, thrown } from '../../support/failures.mts';
import { ok } from '../../support/instance.mts';
import { drive, sysIdFrom } from '../../support/table.mts';

const BETH = { sys_id: sysIdFrom(1), user_name: 'beth.anglin', email: 'beth@example.com', name: 'Beth Anglin' };
const NAMESAKE = { ...BETH, sys_id: sysIdFrom(2), user_name: 'beth.2', email: 'beth2@example.com' };
const ABEL = { sys_id: sysIdFrom(3), user_name: 'abel.tuter', email: 'abel@example.com', name: 'Abel Tuter' };
const dictionary = (element: string, internal_type: string, reference: string, reference_key = '') => ({
	...{ name: 'incident', element, internal_type, reference, reference_key },
});
const TABLES: Record<string, unknown[]> = {
	sys_db_object: [{ name: 'incident', 'super_class.name': '' }],
	sys_dictionary: [
		dictionary('caller_id', 'reference', 'sys_user'),
		dictionary('u_owner', 'reference', 'sys_user', 'user_name'),
		dictionary('watch_list', 'glide_list', 'sys_user'),
		dictionary('u_text', 'string', ''),
		dictionary('u_thing', 'reference', 'u_things'),
	],
	sys_user: [BETH, ABEL],
};

interface Given {
	values: Record<string, unknown>;
	tables?: Record<string, unknown[]>;
	closed?: boolean;
	table?: string;
}

function resolved({ values, tables = {}, closed = false, table = 'incident' }: Given) {
	const sent: ApiRequest[] = [];
	const notes: Array<{ subject: string; text: string }> = [];
	const context = { cache: new ExecutionCache(), notes, timeZone: 'UTC' };
	const found = drive(resolveColumns(context, table, values), (request) => {
		sent.push(request);
		const name = request.path.split('/').at(-1) ?? '';
		if (closed && name === 'sys_dictionary') throw failure('forbidden');
		return ok({ ...TABLES, ...tables }[name] ?? []);
	});
	const looks = sent.filter(({ path }) => !/sys_(db_object|dictionary)$/.test(path));
	return { found, sent, looks, notes };
}
const refusal = (given: Given) => thrown(() => resolved(given));

describe('A value that may be a name', () => {
	it.each(['Beth', 'beth.anglin', 'INC0010001', '42', 'a'.repeat(255)])('is %j', (value) => {
		expect(mayBeName(value)).toBe(true);
	});

	it.each(['', ' ', sysIdFrom(1), 'true', 'false', '2026-01-31', '2026-01-31 10:00:00', 'a\nb', 'a'.repeat(256)])(
		'is none: %j',
		(value) => {
			expect(mayBeName(value)).toBe(false);
		},
	);
});

describe('A name in a reference', () => {
	it.each(['beth.anglin', 'BETH@example.com', ' Beth Anglin ', 'Béth Anglin'])('is looked up: %j', (caller_id) => {
		expect(resolved({ values: { caller_id, short_description: 'x' } }).found).toEqual({
			caller_id: BETH.sys_id,
			short_description: 'x',
		});
	});

	it('becomes the value of the column that the reference stores', () => {
		expect(resolved({ values: { u_owner: 'Abel Tuter' } }).found).toEqual({ u_owner: 'abel.tuter' });
	});

	it('is not looked up in columns that hold text, and nothing is asked for those that every instance has', () => {
		const { found, looks } = resolved({ values: { u_text: 'Beth Anglin' } });
		expect([found, looks]).toEqual([{ u_text: 'Beth Anglin' }, []]);
		expect(resolved({ values: { short_description: 'Beth', state: '2', category: 'network' } }).sent).toEqual([]);
	});

	it('takes the more telling column where several records have it', () => {
		const named = { ...ABEL, sys_id: sysIdFrom(4), user_name: 'x', name: 'abel.tuter' };
		const tables = { sys_user: [named, ABEL] };
		expect(resolved({ values: { caller_id: 'abel.tuter' }, tables }).found).toEqual({ caller_id: ABEL.sys_id });
	});

	it('is refused where several have it, who are named', () => {
		const tables = { sys_user: [BETH, NAMESAKE] };
		expect(refusal({ values: { caller_id: 'Beth Anglin' }, tables })).toMatchObject({
			name: 'InputError',
			field: 'caller_id',
			message: `More than one user has the name "Beth Anglin": ${BETH.sys_id}, ${NAMESAKE.sys_id}`,
		});
	});

	it('is refused where nobody has it, whatever rows came back', () => {
		expect(refusal({ values: { caller_id: 'Nobody' } })).toMatchObject({
			field: 'caller_id',
			message: 'No user has the user name or email or name "Nobody"',
		});
	});

	it('is asked for by one column alone where a full page may have left the record out', () => {
		const full = Array.from({ length: 20 }, (_, index) => ({ sys_id: sysIdFrom(index), name: 'x' }));
		const looks: ApiRequest[] = [];
		thrown(() =>
			drive(findReferenceId(new ExecutionCache(), 'User', 'sys_user', 'beth'), (request) => {
				looks.push(request);
				return ok(full);
			}),
		);
		expect(looks.map(({ query }) => query?.sysparm_query)).toEqual([
			'sys_id=beth^ORuser_name=beth^ORemail=beth^ORname=beth',
			'sys_id=beth',
			'user_name=beth',
			'email=beth',
			'name=beth',
		]);
	});

	it('of a table that is not known here is looked up by its display column', () => {
		const tables = {
			sys_dictionary: [...(TABLES.sys_dictionary ?? []), { name: 'u_things', element: 'u_label', display: 'true' }],
			sys_db_object: [],
			u_things: [{ sys_id: sysIdFrom(9), u_label: 'Robot' }],
		};
		expect(resolved({ values: { u_thing: 'robot' }, tables }).found).toEqual({ u_thing: sysIdFrom(9) });
	});
});

describe('Names in a list', () => {
	it('are looked up one by one; ids, addresses of others and blanks are not', () => {
		const given = `Beth Anglin, abel.tuter,, ${sysIdFrom(7)} ,someone@else.com`;
		const { found } = resolved({ values: { watch_list: given } });
		expect(found.watch_list).toBe([BETH.sys_id, ABEL.sys_id, sysIdFrom(7), 'someone@else.com'].join(','));
	});
});

describe('A user who may not read the dictionary', () => {
	it('has the references looked up that every instance has', () => {
		const { found, notes } = resolved({ values: { caller_id: 'Beth Anglin' }, closed: true });
		expect([found, notes]).toEqual([{ caller_id: BETH.sys_id }, []]);
	});

	it('is told once of those of which nothing is known', () => {
		const { found, notes } = resolved({ values: { u_owner: 'Abel Tuter', u_count: '42' }, closed: true });
		expect(found).toEqual({ u_owner: 'Abel Tuter', u_count: '42' });
		expect(notes).toEqual([
			{ subject: 'unknown:u_owner', text: expect.stringMatching(/^Written as given: u_owner\./) },
		]);
	});
});
