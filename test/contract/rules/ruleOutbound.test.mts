/** c_RESTMessageV2API.md, r_HTTPConnectionManagementProps.md, outbound-logging-*.md: what rules call, and what is logged. */
import type { Row } from '../../emulator/types.mts';
import { describeEmulator, useInstance } from '../instance.mts';
import { openDeafOutside, openOutsideThread } from './outsideThread.mts';
import { makeRule, openOutside, wellBehaved } from './rules.mts';
import type { Outside } from './rules.mts';

const TABLE = '/api/now/table/incident';
const instance = useInstance({ seed: 'empty' });
const store = () => instance.emulator.store;

let outside: Outside;
beforeAll(async () => {
	outside = await openOutside();
});
afterAll(() => outside.close());
beforeEach(() => {
	instance.emulator.reset();
	outside.calls.length = 0;
	outside.behave = wellBehaved;
});

const create = (body: object = {}) => instance.call(TABLE, { method: 'POST', body });

/** What a script says of its call. */
async function said(script: string, values: Record<string, unknown> = {}): Promise<string[]> {
	await makeRule(instance, {
		when: 'after',
		script: `try { ${script} } catch (ex) { gs.info('thrown: ' + ex.getMessage()); }`,
		...values,
	});
	expect((await create()).status).toBe(201);
	await store().settled();
	return store()
		.find('syslog', {})
		.map(({ message = '' }) => message);
}

const message = (endpoint: string, more = '', method = 'post') =>
	`var m = new sn_ws.RESTMessageV2(); m.setEndpoint('${endpoint}'); m.setHttpMethod('${method}'); ${more}`;
const tell =
	"gs.info([r.getStatusCode(), r.haveError(), r.getErrorCode(), r.getErrorMessage(), r.getBody()].join('|'));";
const logged = (): Row[] => store().find('sys_outbound_http_log', {});

describeEmulator('a call to the outside', () => {
	it('carries method, headers, query, sign-in and body, and brings the answer back', async () => {
		outside.behave = (_called, response) => {
			response.writeHead(201, { 'x-answer': 'yes', 'content-type': 'text/plain' });
			response.end('done');
		};
		const more = `m.setRequestHeader('X-One', '1'); m.setQueryParameter('a', 'b c'); m.setBasicAuth('me', 'secret');
			m.setRequestBody(JSON.stringify({ n: current.number + '' })); var r = m.execute();
			gs.info(r.getHeader('X-Answer') + r.getHeaders()['x-answer']);`;
		expect(await said(message(`${outside.url}/in`, more) + tell)).toEqual(['yesyes', '201|false|0||done']);
		expect(outside.calls).toMatchObject([
			{
				...{ method: 'POST', url: '/in?a=b+c' },
				headers: { 'x-one': '1', 'user-agent': 'ServiceNow/1.0', authorization: 'Basic bWU6c2VjcmV0' },
				body: expect.stringMatching(/^\{"n":"INC\d+"\}$/),
			},
		]);
	});

	it.each(['get', 'PUT', 'patch', 'delete', 'head'])('may be a %s', async (method) => {
		await said(message(outside.url, 'var r = m.execute();', method) + tell);
		expect(outside.calls[0]?.method).toBe(method.toUpperCase());
	});

	it('that is refused is an answer with an error', async () => {
		outside.behave = (_called, response) => void response.writeHead(503).end('busy');
		const words = await said(message(`${outside.url}/in`, 'var r = m.execute();') + tell);
		expect(words).toEqual(['503|true|2|Method failed: (/in) with code: 503|busy']);
	});

	it.each([
		['http://n8n.example.com/bell', 'Unknown host: n8n.example.com'],
		['https://169.254.169.254/latest', 'Unknown host: 169.254.169.254'],
		['http://[::2]/', 'Unknown host: [::2]'],
		['ftp://127.0.0.1/', 'Invalid uri: ftp://127.0.0.1/'],
		['no address', 'Invalid uri: no address'],
		['http://127.0.0.1:1/', 'Connection refused'],
	])('to %s fails, and to nobody beyond this machine', async (endpoint, words) => {
		expect(await said(message(endpoint, 'var r = m.execute();') + tell)).toEqual([`0|true|2|${words}|`]);
	});

	it('fails where the connection breaks, and is not repeated', async () => {
		outside.behave = (_called, response) => void response.socket?.destroy();
		expect(await said(message(outside.url, 'var r = m.execute();') + tell)).toEqual(['0|true|2|Connection reset|']);
		expect(outside.calls).toHaveLength(1);
	});

	it('gives up on a silent socket after the time-out of the call', async () => {
		outside.behave = () => undefined;
		const words = await said(message(outside.url, 'm.setHttpTimeout(80); var r = m.execute();') + tell);
		expect(words).toEqual(['0|true|1|Read timed out|']);
	});

	it('gives up after glide.http.timeout otherwise', async () => {
		outside.behave = () => undefined;
		store().setProperty('glide.http.timeout', '80');
		expect(await said(message(outside.url, 'var r = m.execute();') + tell)).toEqual(['0|true|1|Read timed out|']);
	});

	it('lives on as long as something comes: the time-out is one of silence', async () => {
		outside.behave = (_called, response) => {
			let left = 6;
			const timer = setInterval(() => {
				left -= 1;
				if (left > 0) return void response.write('.');
				clearInterval(timer);
				response.end('!');
			}, 250);
		};
		const words = await said(message(outside.url, 'm.setHttpTimeout(1000); var r = m.execute();') + tell);
		expect(words).toEqual(['200|false|0||.....!']);
	});

	it('waits no longer for a connection than glide.http.connection_timeout', async () => {
		const deaf = await openDeafOutside();
		store().setProperty('glide.http.connection_timeout', '80');
		expect(await said(message(deaf.url, 'var r = m.execute();') + tell)).toEqual(['0|true|2|connect timed out|']);
		await deaf.close();
	});

	it('throws in place of an answer where the instance is set so', async () => {
		store().setProperty('emulator.rest_message.throws', 'true');
		const words = await said(message('http://nowhere.example.com', 'var r = m.execute();') + tell);
		expect(words).toEqual(['thrown: Unknown host: nowhere.example.com']);
	});

	it('by a record of sys_rest_message is none', async () => {
		expect(await said("new sn_ws.RESTMessageV2('Yahoo Finance', 'get');")).toEqual([
			"thrown: REST message 'Yahoo Finance' does not exist",
		]);
	});
});

describeEmulator('who waits for a call', () => {
	const slow: Outside['behave'] = (_called, response) => void setTimeout(() => response.end('late'), 100);
	const script = () => message(outside.url, 'var r = m.execute();');

	it('is the save, for a rule that runs before it: the answer is part of the record', async () => {
		const elsewhere = await openOutsideThread(50);
		await makeRule(instance, {
			script: `${message(elsewhere.url, 'var r = m.execute();')} current.description = r.getBody();`,
		});
		expect((await create()).json().result.description).toBe('from outside');
		await elsewhere.close();
	});

	it('is the save, for a rule that runs after it', async () => {
		outside.behave = slow;
		await makeRule(instance, { when: 'after', script: script() });
		await create();
		// The call is over, and logged, before the save returns.
		expect(logged()).toMatchObject([{ response_length: '4' }]);
	});

	it('is nobody else: the instance serves others, and whoever is called may ask back', async () => {
		const reads: number[] = [];
		outside.behave = (_called, response) => {
			void instance.call(`${TABLE}?sysparm_limit=5`).then(({ status, json }) => {
				reads.push(status, json<{ result: object[] }>().result.length);
				response.end('asked back');
			});
		};
		await makeRule(instance, { when: 'after', script: script() });
		expect((await create()).status).toBe(201);
		expect(reads).toEqual([200, 1]);
	});

	it('is no save for a rule that runs later, nor for executeAsync', async () => {
		let release: () => void = () => undefined;
		const arrived = new Promise<void>((done) => {
			outside.behave = (_called, response) => {
				release = () => void response.end('ok');
				done();
			};
		});
		await makeRule(instance, { when: 'after', script: message(outside.url, 'm.executeAsync();') });
		expect((await create()).status).toBe(201);
		await arrived;
		expect(logged()).toEqual([]);
		release();
		await store().settled();
		expect(logged()).toMatchObject([{ response_status: '200' }]);
	});

	it('is a script that asks for the answer of executeAsync', async () => {
		outside.behave = slow;
		const more = "var r = m.executeAsync(); gs.info('sent'); r.waitForResponse(10);";
		expect(await said(message(outside.url, more) + tell)).toEqual(['sent', '200|false|0||late']);
	});

	it('is a script for as long as it said, and no longer', async () => {
		outside.behave = () => undefined;
		const more = 'm.setHttpTimeout(1500); var r = m.executeAsync(); r.waitForResponse(0.1);';
		expect(await said(message(outside.url, more) + tell)).toEqual(['0|true|1|No response for ECC message request|']);
	});
});

describeEmulator('the log of outbound calls', () => {
	const body = 'x'.repeat(150);
	const send = (more: string) =>
		said(
			message(
				`${outside.url}/in?key=1`,
				`m.setRequestHeader('X-Key', 'k'); m.setRequestBody('${body}'); ${more} m.execute();`,
			),
		);

	it('holds at the basic level who called whom, and nothing of what was said', async () => {
		await send("m.setMIDServer('mid.one');");
		const [row] = logged();
		expect(row).toMatchObject({
			...{ method: 'POST', scheme: 'http', url_path: '/in', response_status: '200', request_length: '150' },
			...{ response_length: '2', mid_server: 'mid.one', source_table: 'sys_script', user: 'admin', log_level: 'basic' },
			...{ url: `${outside.url}/in`, url_query: '', request_headers: '', request_body: '', response_body: '' },
		});
		expect(store().one('sys_script', { sys_id: row?.source_record ?? '' })?.name).toBe('a rule');
	});

	it('holds headers and query at the elevated level', async () => {
		await send("m.setLogLevel('elevated');");
		expect(logged()).toMatchObject([{ url_query: 'key=1', request_headers: 'X-Key: k', request_body: '' }]);
	});

	it('holds the first 100 characters of the bodies at level all', async () => {
		await send("m.setLogLevel('all');");
		expect(logged()).toMatchObject([{ request_body: body.slice(0, 100), response_body: 'ok' }]);
	});

	it('takes level and length from properties', async () => {
		store().setProperty('glide.outbound_http_log.override', 'true');
		store().setProperty('glide.outbound_http_log.override.level', 'all');
		store().setProperty('glide.outbound_http.content.max_limit', '120');
		await send("m.setLogLevel('basic');");
		expect(logged()).toMatchObject([{ log_level: 'all', request_body: body.slice(0, 120) }]);
	});

	it('keeps what could not be sent, and nothing where it is off', async () => {
		await said(message('http://nowhere.example.com/in', 'm.execute();'));
		expect(logged()).toMatchObject([{ response_status: '0', error_message: 'Unknown host: nowhere.example.com' }]);
		store().setProperty('glide.outbound_http.db.log', 'false');
		await create();
		expect(logged()).toHaveLength(1);
	});

	it('keeps the call of a rule that stopped its write', async () => {
		const elsewhere = await openOutsideThread(0);
		const script = `${message(elsewhere.url, 'm.execute();')} gs.info('called'); current.setAbortAction(true);`;
		await makeRule(instance, { script });
		expect((await create()).status).toBe(403);
		expect([logged().length, store().find('syslog', {}).length]).toEqual([1, 1]);
		await elsewhere.close();
	});
});
