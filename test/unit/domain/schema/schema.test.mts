import { ExecutionCache } from '../../../../nodes/ServiceNowPlatform/domain/api/executionCache.ts';
import type { ApiRequest } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { describeTable, readSchema } from '../../../../nodes/ServiceNowPlatform/domain/schema/schema.ts';
import { failure, thrown } from '../../support/failures.mts';
import { ok } from '../../support/instance.mts';
import { drive } from '../../support/table.mts';

const tables: Record<string, unknown[]> = {
	sys_db_object: [
		{ name: 'incident', label: 'Incident', 'super_class.name': 'task', 'super_class.super_class.name': '' },
	],
	sys_dictionary: [
		{ name: 'task', element: 'number', internal_type: 'string', display: 'true' },
		{ name: 'incident', element: 'caller_id', internal_type: 'reference', reference: 'sys_user', reference_key: '' },
	],
	sys_choice: [{ name: 'task', element: 'number', value: '1', label: 'One' }],
	sys_dictionary_override: [{ name: 'incident', element: 'number', mandatory_override: 'true', mandatory: 'true' }],
};

/** An instance some of whose tables are closed to the user. */
function instance(closed: string[] = [], kind: 'forbidden' | 'server' = 'forbidden') {
	const sent: ApiRequest[] = [];
	const answer = (request: ApiRequest) => {
		sent.push(request);
		const table = request.path.split('/').at(-1) ?? '';
		if (closed.includes(table)) throw failure(kind, { path: request.path });
		return ok(tables[table] ?? []);
	};
	return { sent, answer };
}

describe('describedTable', () => {
	it('has the class chain, the columns with their choices and what the class changes of them', () => {
		const found = drive(describeTable(new ExecutionCache(), 'incident'), instance().answer);
		expect(found).toMatchObject({ label: 'Incident', chain: ['incident', 'task'], display: 'number', unread: [] });
		expect(found.columns).toMatchObject([
			{ element: 'caller_id', table: 'incident', reference: 'sys_user' },
			{ element: 'number', table: 'task', mandatory: true, choices: [{ value: '1', label: 'One' }] },
		]);
	});

	it('has choices in the wanted language', () => {
		const english = { name: 'task', element: 'number', value: '1', label: 'One', language: 'en' };
		tables.sys_choice = [english, { ...english, label: 'Eins', language: 'de' }];
		const { columns } = drive(describeTable(new ExecutionCache(), 'incident', 'de'), instance().answer);
		expect(columns.find(({ element }) => element === 'number')?.choices).toMatchObject([{ value: '1', label: 'Eins' }]);
	});

	it('asks nothing twice of what has been asked in the same execution', () => {
		const [cache, { sent, answer }] = [new ExecutionCache(), instance()];
		drive(readSchema(cache, 'incident'), answer);
		drive(describeTable(cache, 'incident'), answer);
		drive(describeTable(cache, 'incident'), answer);
		expect(sent).toHaveLength(4);
	});

	it('does without choices and changes that the user may not read, and says so', () => {
		const found = drive(
			describeTable(new ExecutionCache(), 'incident'),
			instance(['sys_choice', 'sys_dictionary_override']).answer,
		);
		expect(found.unread).toEqual(['sys_choice', 'sys_dictionary_override']);
		expect(found.columns).toHaveLength(2);
	});

	it.each(['sys_db_object', 'sys_dictionary'])('fails where the user may not read %s', (table) => {
		const steps = describeTable(new ExecutionCache(), 'incident');
		expect(thrown(() => drive(steps, instance([table]).answer))).toMatchObject({ kind: 'forbidden' });
	});

	it('fails where the instance does', () => {
		const steps = describeTable(new ExecutionCache(), 'incident');
		expect(thrown(() => drive(steps, instance(['sys_choice'], 'server').answer))).toMatchObject({ kind: 'server' });
	});
});

describe('schemaOf', () => {
	it('has what writing needs to know', () => {
		const found = drive(readSchema(new ExecutionCache(), 'incident'), instance().answer);
		expect(found).toMatchObject({ chain: ['incident', 'task'], display: 'number' });
		expect(found?.columns.get('caller_id')).toMatchObject({ type: 'reference', reference: 'sys_user', key: 'sys_id' });
	});

	it.each(['sys_db_object', 'sys_dictionary'])('is not known where the user may not read %s', (table) => {
		expect(drive(readSchema(new ExecutionCache(), 'incident'), instance([table]).answer)).toBeUndefined();
	});
});
