import type { Fault } from '../../emulator/fault.mts';
import { createCredential } from '../../harness/servicenow/credentials.mts';
import { N8N_VERSIONS } from '../../harness/install/n8n.mts';
import { chain, manualTrigger, node, withCredential } from '../../harness/n8n/workflow.mts';
import { useStack } from '../stacks.mts';

const ITEMS = 1_000;
const PATIENCE_MS = 300_000;

const every = (nth: number, from = nth) => Array.from({ length: 500 }, (_, index) => from + index * nth);

/** Every tenth answer is cut, some calls are turned away, and some parts of Batch calls refused. */
const CUT: Fault = { match: { batch: false, nth: every(10, 4) }, action: { kind: 'cut', bytes: 10 } };
const LIMITED: Fault = { match: { batch: false, nth: every(7, 5) }, action: { kind: 'rate-limit', retryAfter: 1 } };
const SIGNED_OUT: Fault = { match: { batch: true, nth: every(90, 11) }, action: { kind: 'status', status: 401 } };
const FAILING: Fault = { match: { batch: true, nth: [333, 700] }, action: { kind: 'status', status: 400 } };

describe.each(N8N_VERSIONS)('1,000 creates in a storm, with Retry On Fail, in n8n %s', (version) => {
	const stack = useStack({ version });

	it.each([
		['packed', {}],
		['one by one', { batch: false, parallel: 8 }],
	])(
		'make 1,000 records, each item its own: %s',
		async (name, requests) => {
			const { client, emulator, instance } = stack();
			const credential = await createCredential(client, emulator, 'clientCredentials');
			const code = `return Array.from({ length: ${ITEMS} }, (_, nth) => ({ json: { title: 'storm ${name} ' + nth } }));`;
			const items = node('Items', 'n8n-nodes-base.code', { jsCode: code }, { typeVersion: 2 });
			const fields = { mappingMode: 'defineBelow', value: { short_description: '={{ $json.title }}' }, schema: [] };
			const create = node(
				'Create',
				'n8n-nodes-servicenow.serviceNowPlatform',
				{ resource: 'incident', operation: 'create', fields, requests },
				{ credentials: {}, retryOnFail: true, maxTries: 5, waitBetweenTries: 100 },
			);
			const workflow = withCredential(chain(`Storm ${name}`, manualTrigger(), items, create), credential);
			await instance.setFaults([SIGNED_OUT, FAILING, CUT, LIMITED]);
			await instance.resetStatistics();
			const run = await client.runWorkflow(await client.createWorkflow(workflow), PATIENCE_MS);
			const { total, statuses } = await instance.statistics();
			await instance.setFaults([]);
			process.stderr.write(`${version}, ${name}: ${run.ms} ms, ${total} requests, ${JSON.stringify(statuses)}\n`);
			expect(run).toMatchObject({ status: 'success', error: undefined });

			const rows = await instance.rows('incident', `short_descriptionSTARTSWITHstorm ${name} `);
			expect(rows).toHaveLength(ITEMS);
			const byId = new Map(rows.map(({ sys_id, short_description }) => [sys_id, short_description]));
			const shown = run.items('Create').map(({ sys_id }) => byId.get(sys_id));
			expect(shown).toEqual(Array.from({ length: ITEMS }, (_, nth) => `storm ${name} ${nth}`));
		},
		PATIENCE_MS,
	);
});
