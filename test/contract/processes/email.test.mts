/** api-reference/rest-apis/email-api.md */
import { describeEmulator, login, useInstance } from '../instance.mts';
import { expectKeys } from '../shape.mts';
import getSample from '../samples/email-01-get-now-email-id.json';
import postSample from '../samples/email-02-post-now-email.json';

type Json = Record<string, unknown>;

const BASE = '/api/now/v1/email';

describeEmulator('email', () => {
	const instance = useInstance();
	const store = () => instance.emulator.store;
	const send = (body: Json, as?: string) =>
		instance.call(BASE, { method: 'POST', body, ...(as !== undefined && { as }) });
	const sent = async (body: Json): Promise<string> => {
		const answer = await send(body);
		expect(answer.status).toBe(200);
		return answer.json().result.id ?? '';
	};
	const read = async (id: string, query = '') =>
		(await instance.call(`${BASE}/${id}${query}`)).json<{ result: Json }>().result;

	it('answers the documented message with its id and links', async () => {
		const incident = store().find('incident', {})[0]?.sys_id ?? '';
		const answer = await send({ ...postSample.request.body, table_record_id: incident });
		expect(answer.status).toBe(200);
		const { result } = answer.json<{ result: Json }>();
		expectKeys(result, postSample.response.body.result);
		const href = `/now/v1/email/${String(result.id)}`;
		expect(result.links).toEqual([
			{ rel: 'self', href },
			{ rel: 'status', href: `${href}?sysparm_fields=id,type,state,error` },
		]);
		expect(store().one('sys_email', { sys_id: String(result.id) })).toMatchObject({
			type: 'send-ready',
			state: 'ready',
			mailbox: 'outbox',
			direct: 'User1 <user1@example.com>,User2 <user2@example.com>',
			target_table: 'incident',
			instance: incident,
			headers: 'X-Custom:header',
		});
	});

	it('shows a message as documented, with one empty text where nobody is copied', async () => {
		const { to, subject, text, html, headers } = postSample.request.body;
		const email = await read(await sent({ to, subject, text, html, headers }));
		expectKeys(email, getSample.response.body.result, ['headers']);
		expect(email).toMatchObject({
			to,
			subject,
			text,
			html,
			headers,
			cc: [''],
			bcc: [''],
			importance: '',
			state: 'ready',
		});
		expect(email).not.toHaveProperty('error');
	});

	it('shows the fields that are asked for', async () => {
		const id = await sent({ to: ['a@example.com'] });
		expect(await read(id, '?sysparm_fields=id,type,state,error,nothing')).toEqual({
			id,
			type: 'send-ready',
			state: 'ready',
			error: '',
		});
	});

	it('is reached without a version too', async () => {
		const answer = await instance.call('/api/now/email', { method: 'POST', body: { to: ['a@example.com'] } });
		expect(answer.status).toBe(200);
	});

	it('answers 403 for a message that does not exist or is not the caller’s to read', async () => {
		expect((await instance.call(`${BASE}/${'0'.repeat(32)}`)).status).toBe(403);
		const id = await sent({ to: ['a@example.com'] });
		expect((await instance.call(`${BASE}/${id}`, { as: login('employee') })).status).toBe(403);
	});

	it('lets holders of email_api_send send, and nobody else', async () => {
		expect((await send({ to: ['a@example.com'] }, login('integration.user'))).status).toBe(200);
		const refused = await send({ to: ['a@example.com'] }, login('itil'));
		expect([refused.status, refused.json()]).toEqual([
			403,
			{
				error: { message: 'User Not Authorized', detail: 'Failed API level ACL Validation' },
				status: 'failure',
			},
		]);
	});

	const crowd = (count: number) => Array.from({ length: count }, (_, index) => `user${String(index)}@example.com`);

	it.each<[string, Json]>([
		['nobody to send to', { subject: 'x' }],
		['an empty list', { to: [] }],
		['one address instead of a list', { to: 'a@example.com' }],
		['more than a hundred addresses', { to: ['a@example.com'], bcc: crowd(101) }],
		['a table without a record', { to: ['a@example.com'], table_name: 'incident' }],
		['a record without a table', { to: ['a@example.com'], table_record_id: '1' }],
		['an unknown table', { to: ['a@example.com'], table_name: 'nothing', table_record_id: '1' }],
		['an unknown record', { to: ['a@example.com'], table_name: 'incident', table_record_id: '1' }],
		['a header with a line break', { to: ['a@example.com'], headers: { 'X-A': 'b\r\nBcc: c@example.com' } }],
	])('refuses %s', async (_what, body) => {
		expect((await send(body)).status).toBe(400);
	});

	it('takes a hundred addresses', async () => {
		const id = await sent({ to: crowd(100) });
		expect((await read(id)).to).toHaveLength(100);
	});
});
