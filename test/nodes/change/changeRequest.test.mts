import { type Stage, stage } from '../../support/instance.mts';
import { describeTableVerbs } from '../../support/tableVerbs.mts';
import { testsOf } from '../../support/n8n/ran.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());

describe('Change Request', () => {
	describeTableVerbs(() => s, {
		resource: 'changeRequest',
		field: 'Change Request',
		table: 'change_request',
		key: { column: 'number', unknown: 'CHG9999999' },
		values: { short_description: 'Made by a workflow', urgency: '2' },
		changed: { column: 'correlation_id', value: 'external-4711' },
		users: { allowed: 'integration.user', refused: 'itil' },
	});
});

testsOf('changeRequest', 'create', 'delete', 'update', 'upsert');
