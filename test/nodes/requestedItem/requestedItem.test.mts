import { type Stage, stage } from '../../support/instance.mts';
import { describeTableVerbs } from '../../support/tableVerbs.mts';
import { testsOf } from '../../support/n8n/ran.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());

describe('Requested Item', () => {
	describeTableVerbs(() => s, {
		resource: 'requestedItem',
		field: 'Requested Item',
		table: 'sc_req_item',
		key: { column: 'number', unknown: 'RITM9999999' },
		values: { short_description: 'Made by a workflow', urgency: '2' },
		changed: { column: 'correlation_id', value: 'external-4711' },
		users: { allowed: 'admin', refused: 'itil' },
	});
});

testsOf('requestedItem', 'create', 'delete', 'get', 'getAll', 'update', 'upsert');
