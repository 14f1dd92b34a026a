import { readExamples } from '../../../demo/examples.mts';
import { isN8nVersion, N8N_VERSIONS } from '../../harness/install/n8n.mts';
import { parseFlatted } from '../../harness/n8n/flatted.mts';
import { readRun } from '../../harness/n8n/run.mts';
import { chain, insertAfter, manualTrigger, node, withCredential } from '../../harness/n8n/workflow.mts';

describe('a stored run', () => {
	it('keeps shared and circular parts', () => {
		const whole = parseFlatted('[{"list":"1","self":"0"},["2","2"],{"text":"3"},"hello"]') as Record<string, unknown>;
		expect(whole.self).toBe(whole);
		expect(whole.list).toEqual([{ text: 'hello' }, { text: 'hello' }]);
	});

	it('gives the items of an output and the error of a node', () => {
		const data = {
			resultData: {
				runData: { A: [{ data: { main: [[{ json: { a: 1 } }], null] } }], B: [{ error: { message: 'no' } }] },
			},
		};
		const run = readRun({ id: '1', status: 'error', startedAt: '2026-01-01T00:00:00Z', stoppedAt: null, data });
		expect(run?.items('A')).toEqual([{ a: 1 }]);
		expect(run?.items('A', 1)).toEqual([]);
		expect(run?.nodeError('B')).toEqual({ message: 'no' });
	});

	it('is not there before its data is', () => {
		expect(readRun({ id: '1', status: 'success', startedAt: '2026-01-01T00:00:00Z', data: '[]' })).toBeUndefined();
		expect(
			readRun({ id: '1', status: 'running', startedAt: '2026-01-01T00:00:00Z', data: { resultData: {} } }),
		).toBeUndefined();
	});
});

describe('a workflow', () => {
	const workflow = chain(
		'w',
		manualTrigger(),
		node('A', 'x.a', {}, { credentials: { k: { id: 'old', name: 'old' } } }),
		node('B', 'x.b'),
	);

	it('takes a further node in between', () => {
		const { connections, nodes } = insertAfter(workflow, 'A', node('N', 'x.n'));
		expect(nodes.map(({ name }) => name)).toEqual(['Start', 'A', 'B', 'N']);
		expect(connections).toMatchObject({ A: { main: [[{ node: 'N' }]] }, N: { main: [[{ node: 'B' }]] } });
	});

	it('refuses a place that it does not have', () => {
		expect(() => insertAfter(workflow, 'C', node('N', 'x.n'))).toThrow('has no node "C"');
	});

	it('gets a credential of this n8n, of whatever type', () => {
		const { nodes } = withCredential(workflow, { id: 'new', name: 'New', type: 'other' });
		expect(nodes.map(({ credentials }) => credentials)).toEqual([
			undefined,
			{ other: { id: 'new', name: 'New' } },
			undefined,
		]);
		expect(nodes.map(({ parameters }) => parameters.authentication)).toEqual([undefined, 'other', undefined]);
	});

	it('is importable as it stands in the examples', async () => {
		for (const { name, nodes, connections } of await readExamples()) {
			const names = nodes.map((each) => each.name);
			expect({ name, names }).toEqual({ name, names: [...new Set(names)] });
			const linked = JSON.stringify(connections).match(/"node":"[^"]+"/g) ?? [];
			for (const link of linked) expect(names).toContain(link.slice('"node":"'.length, -1));
		}
	});
});

it('knows its n8n versions', () => {
	expect(N8N_VERSIONS[0]).toBe('2.41.1');
	expect(isN8nVersion('constructor')).toBe(false);
});
