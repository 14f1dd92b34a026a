import { parseDocument } from 'yaml';
import { exists, filesBelow, textOf } from '../support/sources.mts';

interface Step {
	uses?: string;
	run?: string;
}

interface Job {
	'runs-on'?: string;
	uses?: string;
	needs?: string;
	permissions?: Record<string, string>;
	'timeout-minutes'?: number;
	steps?: Step[];
}

interface Workflow {
	name: string;
	on: Record<string, unknown>;
	permissions: Record<string, string>;
	jobs: Record<string, Job>;
}

interface Form {
	name: string;
	description: string;
	body: Array<{ type: string; id?: string; attributes: Record<string, unknown> }>;
}

const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
const files = filesBelow('.github', /\.ya?ml$/);
const workflows = files.filter((path) => path.startsWith('.github/workflows/'));
const forms = files.filter((path) => /ISSUE_TEMPLATE\/(?!config)/.test(path));

/** YAML as GitHub reads it: version 1.2, in which `on` is a word. */
function read(path: string): unknown {
	const document = parseDocument(textOf(path));
	expect([...document.errors, ...document.warnings].map(({ message }) => message)).toEqual([]);
	return document.toJS();
}

const workflow = (path: string) => read(path) as Workflow;

const stepsOf = ({ jobs }: Workflow): Step[] => Object.values(jobs).flatMap(({ steps = [] }) => steps);

/** The npm scripts and files that a line of a shell script starts. */
function started(shell: string): { names: string[]; paths: string[] } {
	const names = [...shell.matchAll(/\bnpm (?:run ([a-z][a-z0-9:-]*)|(test)\b)/g)].map(
		([, run, test]) => run ?? test ?? '',
	);
	const paths = [...shell.matchAll(/\bbash (\S+)/g)].map(([, path]) => path ?? '');
	return { names, paths };
}

describe('what GitHub runs', () => {
	it('is there', () => {
		expect(workflows).toEqual(['.github/workflows/ci.yml', '.github/workflows/publish.yml']);
		expect(forms.length).toBeGreaterThan(1);
	});

	it.each(workflows)('by %s has jobs that end and do something', (path) => {
		for (const job of Object.values(workflow(path).jobs)) {
			const own = job.uses === undefined ? job : { 'runs-on': 'there', 'timeout-minutes': 1, steps: [job] };
			expect(own['runs-on']).toEqual(expect.any(String));
			expect(own['timeout-minutes']).toEqual(expect.any(Number));
			expect(own.steps?.length).toBeGreaterThan(0);
		}
	});

	it.each([...workflows, '.ci/run'])('by %s are scripts and files that there are', (path) => {
		const shells = path === '.ci/run' ? [textOf(path)] : stepsOf(workflow(path)).flatMap(({ run }) => run ?? []);
		const all = shells.map(started);
		expect(all.flatMap(({ names }) => names).filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
		expect(all.flatMap(({ paths }) => paths).filter((file) => !exists(file))).toEqual([]);
		expect(all.flatMap(({ names, paths }) => [...names, ...paths])).not.toEqual([]);
	});

	it.each(workflows)('by %s comes from GitHub itself or this repository', (path) => {
		const { jobs } = workflow(path);
		const used = [...Object.values(jobs), ...stepsOf(workflow(path))].flatMap(({ uses }) => uses ?? []);
		const local = used.filter((name) => name.startsWith('./'));
		expect(used.filter((name) => !local.includes(name) && !/^actions\/[a-z-]+@v\d+$/.test(name))).toEqual([]);
		expect(local.filter((name) => !exists(name.slice(2)))).toEqual([]);
	});

	it.each(workflows)('by %s may read, and no more unless it says so', (path) => {
		expect(workflow(path).permissions).toEqual({ contents: 'read' });
	});

	it('publishes with provenance, on a tag, after all checks', () => {
		const { on, jobs } = workflow('.github/workflows/publish.yml');
		expect(on).toEqual({ push: { tags: [expect.any(String)] } });
		expect(jobs.publish?.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
		const { uses = '' } = jobs[jobs.publish?.needs ?? ''] ?? {};
		const checks = workflow(uses.replace(/^\.\//, ''));
		expect(checks.on).toHaveProperty('workflow_call');
		expect(stepsOf(checks).map(({ run }) => run)).toContain('bash .ci/run');
		expect(stepsOf({ jobs } as Workflow).at(-1)?.run).toBe('npm run release');
		expect(scripts.release).toBe('n8n-node release');
	});
});

describe('what GitHub asks', () => {
	it.each(forms)('by %s is complete', (path) => {
		const { name, description, body } = read(path) as Form;
		expect([name, description]).toEqual([expect.any(String), expect.any(String)]);
		const asked = body.filter(({ type }) => type !== 'markdown');
		expect(new Set(asked.map(({ id }) => id)).size).toBe(asked.length);
		expect(asked.filter(({ id, attributes }) => !id || typeof attributes.label !== 'string')).toEqual([]);
	});

	it('for a bug is what is needed to see it', () => {
		const { body } = read('.github/ISSUE_TEMPLATE/bug.yml') as Form;
		expect(body.map(({ id }) => id)).toEqual(
			expect.arrayContaining(['n8n', 'servicenow', 'operation', 'seen', 'steps']),
		);
	});
});
