import { ExecutionCache } from '../../../../nodes/ServiceNowPlatform/domain/api/executionCache.ts';
import type { ApiRequest } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { readColumnAt } from '../../../../nodes/ServiceNowPlatform/domain/schema/columnPath.ts';
import { failure, thrown } from '../../support/failures.mts';
import { ok } from '../../support/instance.mts';
import { drive } from '../../support/table.mts';

const reference = (name: string, element: string, target: string, parent = '') => ({
	name,
	element,
	internal_type: 'reference',
	reference: target,
	'reference.super_class.name': parent,
});
const DICTIONARY = [
	reference('task', 'assigned_to', 'sys_user'),
	reference('sys_user', 'manager', 'sys_user'),
	reference('incident', 'problem_id', 'problem', 'task'),
	{ name: 'sys_user', element: 'email', internal_type: 'email' },
	{ name: 'task', element: 'state', internal_type: 'integer', choice: '1' },
	// A column of the same name of a table that the path does not lead to.
	{ name: 'u_other', element: 'email', internal_type: 'boolean' },
];

function look(table: string, path: string, closed: Record<string, 'forbidden' | 'server'> = {}) {
	const sent: ApiRequest[] = [];
	const steps = readColumnAt(new ExecutionCache(), table, path);
	const found = drive(steps, (request) => {
		sent.push(request);
		const name = request.path.split('/').at(-1) ?? '';
		if (closed[name] !== undefined) throw failure(closed[name]);
		const chain = { name: table, 'super_class.name': 'task' };
		return ok(name === 'sys_dictionary' ? DICTIONARY : [chain]);
	});
	return { found, sent };
}

describe('The column at the end of a path', () => {
	it.each([
		['assigned_to.email', 'email', 'sys_user'],
		['assigned_to.manager.manager.email', 'email', 'sys_user'],
		['problem_id.state', 'integer', 'task'],
		['state', 'integer', 'task'],
	])('%s is found', (path, type, table) => {
		expect(look('incident', path).found?.column).toMatchObject({ type, table });
	});

	it('comes with the classes of its table', () => {
		expect(look('incident', 'problem_id.state').found?.chain).toEqual(['problem', 'task']);
		expect(look('incident', 'state').found?.chain).toEqual(['incident', 'task']);
	});

	it.each(['no_such', 'no_such.email', 'assigned_to.no_such', 'state.email', 'email'])('is none: %s', (path) => {
		expect(look('incident', path).found).toBeUndefined();
	});

	it('takes one look, and one more for classes that are not the same everywhere', () => {
		expect(look('incident', 'assigned_to.manager.email').sent).toHaveLength(1);
		expect(look('u_incident', 'assigned_to.manager.email').sent).toHaveLength(2);
	});

	it('is not known to a user who may not read the dictionary', () => {
		expect(look('incident', 'state', { sys_dictionary: 'forbidden' }).found).toBeUndefined();
	});

	it('is no guess where the instance fails', () => {
		expect(thrown(() => look('incident', 'state', { sys_dictionary: 'server' }))).toMatchObject({ kind: 'server' });
	});
});
