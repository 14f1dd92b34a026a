import debugSample from '../samples/table-08-session-debug.json';
import { describeEmulator, useInstance } from '../instance.mts';
import { expectKeys } from '../shape.mts';

const INCIDENTS = '/api/now/table/incident?sysparm_limit=1';
const TABLE = '/api/now/table/incident';

const instance = useInstance({ seed: 'empty' });

describe('paths and verbs', () => {
	// Documentation: r_RESTAPIHTTPResponseCodes; the text is a field recording.
	it.each(['/api/now/nothing', '/api/now/v3/table/incident', '/api/x_none/api'])(
		'knows nothing at %s',
		async (path) => {
			const answer = await instance.call(path);
			expect(answer.status).toBe(400);
			expect(answer.json()).toEqual({
				error: { message: 'Requested URI does not represent any resource', detail: null },
				status: 'failure',
			});
		},
	);

	// Documentation: r_RESTAPIHTTPResponseCodes.
	it('answers 405 to a verb that a path does not have', async () => {
		expect((await instance.call(TABLE, { method: 'DELETE' })).status).toBe(405);
	});

	// Documentation: c_RESTAPI, versioning.
	it.each(['/api/now/table', '/api/now/v1/table', '/api/now/v2/table'])('serves %s', async (base) => {
		expect((await instance.call(`${base}/sys_user?sysparm_limit=1`)).status).toBe(200);
	});

	// Documentation: c_RESTAPI.
	it('answers HEAD like GET, without a body', async () => {
		const answer = await instance.call(INCIDENTS, { method: 'HEAD' });
		expect(answer.status).toBe(200);
		expect(answer.text).toBe('');
	});

	// Documentation: c_RESTAPI.
	it('honours X-http-method-override', async () => {
		const created = (await instance.call(TABLE, { method: 'POST', body: { short_description: 'one' } })).json();
		const answer = await instance.call(`${TABLE}/${created.result.sys_id}`, {
			method: 'POST',
			headers: { 'x-http-method-override': 'PATCH' },
			body: { short_description: 'two' },
		});
		expect(answer.status).toBe(200);
		expect(answer.json().result.short_description).toBe('two');
		expect((await instance.call(`${TABLE}/${created.result.sys_id}`, { method: 'DELETE' })).status).toBe(204);
	});
});

describe('formats', () => {
	// Documentation: batch-api (decoded sample) shows <response><result>.
	it('answers in XML where only XML is accepted', async () => {
		const answer = await instance.call('/api/now/table/sys_user?sysparm_limit=1&sysparm_fields=user_name', {
			headers: { accept: 'application/xml' },
		});
		expect(answer.headers['content-type']).toMatch(/^application\/xml/);
		expect(answer.text).toMatch(
			/^<\?xml version="1.0" encoding="UTF-8"\?><response><result><user_name>[^<]+<\/user_name><\/result><\/response>$/,
		);
	});

	// Documentation: c_CustomWebServices, errors follow Accept.
	it('says errors in XML, too', async () => {
		const answer = await instance.call('/api/now/table/no_such_table', { headers: { accept: 'application/xml' } });
		expect(answer.status).toBe(400);
		expect(answer.text).toContain(
			'<error><message>Invalid table no_such_table</message><detail/></error><status>failure</status>',
		);
	});

	// Documentation: r_RESTAPIHTTPResponseCodes, c_CustomWebServices; the wording is a recording of another service.
	it('answers 406 in JSON where nothing that is accepted can be served', async () => {
		const answer = await instance.call(TABLE, { method: 'POST', body: {}, headers: { accept: 'image/png' } });
		expect(answer.status).toBe(406);
		expect(answer.headers['content-type']).toBe('application/json;charset=UTF-8');
		expect(answer.text).toContain('[application/json, application/xml, text/xml]');
		expect((await instance.call(INCIDENTS)).json()).toEqual({ result: [] });
	});

	it.each(['*/*', 'application/*', 'text/html, */*;q=0.8', 'image/png, application/json;q=0.1'])(
		'takes %s for JSON',
		async (accept) => {
			const answer = await instance.call(INCIDENTS, { headers: { accept } });
			expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/json;charset=UTF-8']);
		},
	);

	// Documentation: the samples' own bodies have single quotes, and batch-01 proves a 201 from one.
	it.each([
		['single quotes', "{'short_description':'lenient'}", 'application/json'],
		['bare keys', '{short_description:"lenient"}', 'application/json'],
		['XML', '<request><entry><short_description>lenient</short_description></entry></request>', 'application/xml'],
	])('reads a body with %s', async (_what, body, type) => {
		const answer = await instance.call(TABLE, { method: 'POST', body, headers: { 'content-type': type } });
		expect(answer.status).toBe(201);
		expect(answer.json().result.short_description).toBe('lenient');
		await instance.call(`${TABLE}/${answer.json().result.sys_id}`, { method: 'DELETE' });
	});

	it('refuses a body that is no JSON', async () => {
		const answer = await instance.call(TABLE, { method: 'POST', body: '{"short_description": ' });
		expect(answer.status).toBe(400);
		expect(answer.json()).toMatchObject({ error: { message: 'Exception while reading request' } });
	});

	it('refuses a form', async () => {
		const answer = await instance.call(TABLE, {
			method: 'POST',
			body: new URLSearchParams({ short_description: 'x' }),
		});
		expect(answer.status).toBe(415);
	});
});

describe('limits', () => {
	// KB0747638; the property is documented in r_ControllingMaxRequestSize.
	it('rejects a body over ten megabytes', async () => {
		const body = JSON.stringify({ description: 'x'.repeat(10_485_760) });
		const answer = await instance.call(TABLE, { method: 'POST', body });
		expect(answer.status).toBe(400);
		expect(answer.json()).toEqual({
			error: {
				message: 'Exception while reading request',
				detail: `Rejected large REST payload with content-length = ${body.length} bytes. Max allowed: 10485760 bytes.`,
			},
			status: 'failure',
		});
	});
});

describe('headers', () => {
	// Documentation: c_RESTResponseV2API, GlideHTTPResponseAPI (dumps).
	it('sends what the documented dumps have', async () => {
		const { headers } = await instance.call(INCIDENTS);
		expect(headers).toMatchObject({
			'x-is-logged-in': 'true',
			'x-transaction-id': expect.stringMatching(/^[0-9a-f]{12}$/),
			'x-content-type-options': 'nosniff',
			pragma: 'no-store,no-cache',
			expires: '0',
			'content-type': 'application/json;charset=UTF-8',
		});
		expect(String(headers['set-cookie'])).toMatch(/JSESSIONID=.*glide_user_route=/);
	});

	it('knows the caller also where the request fails', async () => {
		const failed = await instance.call('/api/now/table/no_such_table');
		expect([failed.status, failed.headers['x-is-logged-in']]).toEqual([400, 'true']);
		const stranger = await instance.call(INCIDENTS, { as: undefined });
		expect(stranger.headers['x-is-logged-in']).toBe('false');
	});
});

describeEmulator('switched-off APIs', () => {
	afterEach(() => instance.emulator.store.setProperty('glide.rest.apis.disabled', ''));

	// Documentation: r_AvailableSystemProperties, glide.rest.apis.disabled.
	it('does not know an API that is disabled', async () => {
		instance.emulator.store.setProperty('glide.rest.apis.disabled', 'batch,table');
		expect((await instance.call(INCIDENTS)).status).toBe(400);
		const batch = await instance.call('/api/now/v1/batch', { method: 'POST', body: { rest_requests: [] } });
		expect(batch.json()).toMatchObject({ error: { message: 'Requested URI does not represent any resource' } });
	});
});

describeEmulator('a handler that fails', () => {
	it('is a 500 in the envelope, with its stack on stderr', async () => {
		const { store } = instance.emulator;
		const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
		const broken = jest.spyOn(store, 'query').mockImplementation(() => {
			throw new Error('out of order');
		});
		const answer = await instance.call(INCIDENTS);
		broken.mockRestore();
		const log = written.mock.calls.join('');
		written.mockRestore();
		expect(answer.status).toBe(500);
		expect(answer.json()).toMatchObject({ error: { message: 'Exception while executing request: out of order' } });
		expect(log).toMatch(/Error: out of order\n\s+at /);
	});
});

// rest-session-debug-header.md
describeEmulator('session debug messages', () => {
	afterEach(() => instance.emulator.store.setProperty('emulator.session_debug', 'false'));

	const read = async (path: string, header = 'true') =>
		(await instance.call(path, { headers: { 'X-WantSessionDebugMessages': header } })).json<Record<string, unknown>>();

	it('stand beside the result as documented', async () => {
		instance.emulator.store.setProperty('emulator.session_debug', 'true');
		const { session, result } = await read(INCIDENTS);
		expect(result).toEqual(expect.any(Array));
		expectKeys(session, debugSample.response.body.session);
		expect(session).toMatchObject({
			debug_logs: expect.arrayContaining([
				{
					type: 'sql',
					customerUpdate: false,
					debugClassSet: '',
					line: expect.stringMatching(
						/^[\d:.]{12}: Time: 0:00:00\.\d{3} for: glide_master_db\[glide\.1\] SELECT .* FROM "task"/,
					),
				},
			]),
		});
	});

	it('are not there unless the session debugs and the header asks for them', async () => {
		expect(await read(INCIDENTS)).not.toHaveProperty('session');
		instance.emulator.store.setProperty('emulator.session_debug', 'true');
		expect(await read(INCIDENTS, 'false')).not.toHaveProperty('session');
	});
});
