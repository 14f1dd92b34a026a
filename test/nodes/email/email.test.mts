import { actAs } from '../../support/actAs.mts';
import { by, requestCount, type Stage, stage } from '../../support/instance.mts';
import { testsOf } from '../../support/n8n/ran.mts';

const UNKNOWN = '0123456789abcdef0123456789abcdef';

let s: Stage;
beforeAll(async () => {
	s = await stage();
	await send({});
});
afterAll(async () => await s.close());
let mails: number;
beforeEach(() => {
	s.emulator.setFaults([]);
	s.emulator.resetStats();
	mails = outbox().length;
});

const outbox = () => s.emulator.store.find('sys_email', {});
const added = () => outbox().length - mails;
const email = (operation: string, parameters: Record<string, unknown>) =>
	({ resource: 'email', operation, ...parameters }) as never;
const send = async (parameters: Record<string, unknown>, more: Parameters<Stage['n8n']['run']>[1] = {}) =>
	await s.n8n.run(email('send', { to: 'beth@example.com', subject: 'Hello', text: 'Hi', ...parameters }), more);
const sent = async (parameters: Record<string, unknown>) => {
	const { json, error } = await send(parameters);
	if (error) throw error;
	return s.stored('sys_email', { sys_id: String(json[0]?.id) }) ?? {};
};

describe('Send', () => {
	it('puts a message into the outbox of the instance and returns its id', async () => {
		const { json, output, error } = await send({
			to: 'Beth Anglin <beth@example.com>, "Tuter, Abel" <abel@example.com>; fred@example.com',
			subject: 'Hello there',
			text: 'Plain',
			html: '<b>Rich</b>',
			options: {
				cc: 'cc@example.com',
				bcc: 'bcc@example.com',
				importance: 'high',
				headers: { pairs: [{ name: 'X-Order', value: '42' }] },
			},
		});
		expect(error).toBeUndefined();
		expect(output[0]?.pairedItem).toEqual({ item: 0 });
		expect(json).toEqual([{ id: expect.any(String), links: expect.any(Array) }]);
		expect(s.stored('sys_email', { sys_id: String(json[0]?.id) })).toMatchObject({
			recipients: 'Beth Anglin <beth@example.com>,"Tuter, Abel" <abel@example.com>,fred@example.com',
			copied: 'cc@example.com',
			blind_copied: 'bcc@example.com',
			subject: 'Hello there',
			body_text: 'Plain',
			body: '<b>Rich</b>',
			importance: 'high',
			headers: 'X-Order:42',
			type: 'send-ready',
		});
		expect(added()).toBe(1);
	});

	it('takes a list of addresses from an expression', async () => {
		const { json } = await send(
			{ to: '={{ $json.people }}' },
			{ items: [{ people: ['a@example.com', 'B <b@example.com>'] }] },
		);
		expect(s.stored('sys_email', { sys_id: String(json[0]?.id) })?.recipients).toBe('a@example.com,B <b@example.com>');
	});

	it('hangs the message on a record, found by its number', async () => {
		const incident = s.emulator.store.find('incident', {})[0] ?? {};
		const record = by('number', String(incident.number));
		const message = await sent({ hasRecord: true, table: by('name', 'incident'), record });
		expect(message).toMatchObject({ target_table: 'incident', instance: incident.sys_id });
	});

	it('sends one message for each item, paired', async () => {
		const items = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name }));
		const { output } = await send({ to: '={{ $json.name }}@example.com' }, { items });
		const recipients = output.map(({ json }) => s.stored('sys_email', { sys_id: String(json.id) })?.recipients);
		expect(recipients).toEqual(items.map(({ name }) => `${name}@example.com`));
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
		// Each by itself: a broken Batch call would leave all of them in doubt.
		expect(s.emulator.stats().requests).toEqual({ 'email.create': 5 });
	});

	it('never sends twice: a lost answer is told, not repeated', async () => {
		s.emulator.setFaults([{ match: { path: '/email' }, action: { kind: 'reset', when: 'after' } }]);
		const { error } = await send({});
		expect(error?.description).toContain('not known whether ServiceNow did the work');
		expect(added()).toBe(1);
	});

	it('sends it again when the instance was too busy to begin', async () => {
		s.emulator.setFaults([{ match: { path: '/email', nth: 1 }, action: { kind: 'rate-limit', retryAfter: 0 } }]);
		expect((await send({})).error).toBeUndefined();
		expect(added()).toBe(1);
	});

	const hundred = Array.from({ length: 101 }, (_, index) => `u${index}@example.com`).join();
	const bcc = { headers: { pairs: [{ name: 'Bcc', value: 'x@example.com' }] } };
	it.each([
		['a word for an address', { to: 'beth' }, 'To: "beth" is not an e-mail address'],
		['no address at all', { to: '={{ $json.none }}' }, 'To: Nobody is to get the message'],
		['half an address among others', { options: { cc: 'a@b, c@' } }, 'CC: "c@" is not an e-mail address'],
		['too many addresses', { options: { bcc: hundred } }, 'BCC: There are 101 addresses, and ServiceNow takes 100'],
		['a subject with a header in it', { subject: 'a\nBcc: x@example.com' }, 'Subject: It has more than one line'],
		['no content', { text: ' ', html: '' }, 'Text: The message has no content'],
		['recipients among the headers', { options: bcc }, 'Headers: "Bcc" cannot be set here'],
		[
			'a record that is none',
			{ hasRecord: true, table: by('name', 'incident'), record: by('number', 'x') },
			'Record: "x" is not a record number',
		],
	])('refuses %s and sends nothing', async (_, parameters, message) => {
		expect((await send(parameters)).error?.message).toBe(message);
		expect([requestCount(s), added()]).toEqual([0, 0]);
	});

	it('shows ServiceNow’s words when it refuses', async () => {
		const table = by('name', 'incident');
		const { error } = await send({ hasRecord: true, table, record: by('id', UNKNOWN) });
		expect(error?.message).toBe('No Record found');
		expect(error?.description).toContain('ACL restricts the record retrieval');
	});
});

describe('Get', () => {
	const get = async (emailId: string, more: Record<string, unknown> = {}) =>
		await s.n8n.run(email('get', { emailId, output: 'simplified', ...more }));

	it('returns the status of a message', async () => {
		const { sys_id = '' } = await sent({});
		expect((await get(sys_id)).json).toEqual([{ id: sys_id, type: 'send-ready', state: 'ready', error: '' }]);
		s.emulator.store.put('sys_email', { sys_id, type: 'send-failed', state: 'error', error_string: 'No such mailbox' });
		expect((await get(sys_id)).json).toEqual([
			{ id: sys_id, type: 'send-failed', state: 'error', error: 'No such mailbox' },
		]);
	});

	it('returns everything, with empty lists where nobody is', async () => {
		const { sys_id = '' } = await sent({ to: 'a@example.com,b@example.com', html: '<p>Hi</p>' });
		expect((await get(sys_id, { output: 'raw' })).json).toEqual([
			expect.objectContaining({
				...{ id: sys_id, to: ['a@example.com', 'b@example.com'], cc: [], bcc: [] },
				...{ subject: 'Hello', text: 'Hi', html: '<p>Hi</p>', error: '' },
			}),
		]);
	});

	it('explains the one answer to what is not there and to what is hidden', async () => {
		const { error } = await get(UNKNOWN);
		expect(error).toMatchObject({ httpCode: '403', message: 'Access denied' });
		expect(error?.description).toContain('There is no such message');
	});

	it('refuses an id that is none and sends nothing', async () => {
		expect((await get('MSG0000006')).error?.message).toMatch(/^Email ID: /);
		expect(requestCount(s)).toBe(0);
	});
});

describe('A user without the role email_api_send', () => {
	it('is refused', async () => {
		await actAs(s, 'employee');
		const { error } = await send({});
		expect(error).toMatchObject({ httpCode: '403', message: 'User Not Authorized' });
		expect(error?.description).toContain('role');
		expect(added()).toBe(0);
	});
});

testsOf('email', 'get', 'send');
