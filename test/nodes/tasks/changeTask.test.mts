import { type Stage, stage } from '../../support/instance.mts';
import { describeTableVerbs } from '../../support/tableVerbs.mts';
import { testsOf } from '../../support/n8n/ran.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());

describe('Change Task', () => {
	describeTableVerbs(() => s, {
		resource: 'changeTask',
		field: 'Change Task',
		table: 'change_task',
		key: { column: 'number', unknown: 'CTASK9999999' },
		values: { short_description: 'Made by a workflow', priority: '2' },
		changed: { column: 'correlation_id', value: 'external-4711' },
		users: { allowed: 'admin', refused: 'itil' },
	});
});

testsOf('changeTask', 'create', 'delete', 'get', 'getAll', 'update', 'upsert');
