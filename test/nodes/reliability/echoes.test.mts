import type { FaultAction } from '../../emulator/fault.mts';
import { by, mapped, type Stage, stage } from '../../support/instance.mts';
import { secretsIn, textsOf } from '../../support/dump.mts';

const TYPE = 'serviceNowPlatformApi';

let s: Stage;
let secrets: Record<string, string>;
beforeAll(async () => {
	s = await stage();
	const { password } = s.emulator.ready.users.find(({ user_name }) => user_name === 'admin') ?? { password: '' };
	await s.n8n.signIn({ instance: s.emulator.url, method: 'basic', username: 'admin', password }, TYPE);
	secrets = { basic: Buffer.from(`admin:${password}`).toString('base64') };
});
beforeEach(() => s.emulator.setFaults([]));
afterAll(async () => await s.close());

const api = (response: string) => ({
	resource: 'apiRequest',
	operation: 'send',
	path: '/api/now/table/incident?sysparm_limit=1',
	options: { response, ...(response === 'file' ? { outputField: 'data' } : {}) },
});
const create = { resource: 'incident', operation: 'create', fields: mapped({ short_description: 'echo' }) };
const note = {
	resource: 'comment',
	operation: 'add',
	table: by('name', 'incident'),
	record: by('number', 'INC0010001'),
	type: 'work_notes',
	text: 'A note',
};
const ERRORS: FaultAction[] = [401, 400].map((status) => ({
	kind: 'echo',
	status,
	in: ['headers', 'message', 'detail'],
}));
const HEADERS: FaultAction = { kind: 'echo', in: ['headers'] };

describe('What the instance repeats of the sign-in', () => {
	const cells = [create, note, api('body')].flatMap((call) =>
		[1, 3].flatMap((items) => ERRORS.map((action) => [call, items, action] as const)),
	);
	it.each([...cells, ...['file', 'full', 'body'].map((form) => [api(form), 1, HEADERS] as const)])(
		'is in nothing that n8n keeps: %j, %d items, %j',
		async (call, count, action) => {
			s.emulator.setFaults([{ match: { batch: false, path: '/api/now/(table|v1/batch)' }, action }]);
			const items = Array.from({ length: count }, () => ({}));
			const run = await s.n8n.run(call as never, { items, settings: { onError: 'continueRegularOutput' } });
			const shown = textsOf([run.output, run.errors, run.hints, run.error]) + run.stored;
			expect(run.json).toHaveLength(count);
			expect(secretsIn(shown, secrets)).toEqual([]);
		},
	);
});
