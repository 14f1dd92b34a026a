import { gunzipSync } from 'node:zlib';
import type { Fault } from '../../emulator/fault.mts';
import { describeEmulator, useInstance } from '../instance.mts';
import { watch } from './wire.mts';
import type { Asking } from './wire.mts';

const LIST = '/api/now/table/sys_user?sysparm_limit=3&sysparm_fields=user_name,email';
const INCIDENT = '/api/now/table/incident';
const instance = useInstance({ seed: 'empty' });
const script = (action: Fault['action'], match: Fault['match'] = {}) =>
	instance.emulator.setFaults([{ match, action }]);
const see = (path: string, asking?: Asking) => watch(`${instance.url}${path}`, asking);
const stored = (short_description: string) => instance.emulator.store.find('incident', { short_description }).length;
const whole = async () => (await instance.call(LIST)).bytes;

const item = (id: string, short_description: string) => ({
	id,
	method: 'POST',
	url: INCIDENT,
	headers: [{ name: 'Content-Type', value: 'application/json' }],
	body: Buffer.from(JSON.stringify({ short_description })).toString('base64'),
});

describeEmulator('faults on the wire', () => {
	afterEach(() => instance.emulator.setFaults([]));

	it('cut the body with its Content-Length kept', async () => {
		const full = await whole();
		script({ kind: 'cut', bytes: 20 });
		const seen = await see(LIST);
		expect(seen.headers['content-length']).toBe(String(full.length));
		expect(seen.bytes).toEqual(full.subarray(0, 20));
		expect([seen.status, seen.complete, seen.error]).toEqual([200, false, 'ECONNRESET']);
	});

	it('cut a chunked body before its last chunk', async () => {
		const full = await whole();
		script({ kind: 'cut', bytes: full.length - 1, framing: 'chunked' });
		const seen = await see(LIST);
		expect(seen.headers).toMatchObject({ 'transfer-encoding': 'chunked' });
		expect(seen.headers).not.toHaveProperty('content-length');
		expect(seen.bytes).toEqual(full.subarray(0, -1));
		expect(seen.complete).toBe(false);
	});

	it.each<['length' | 'chunked', boolean]>([
		['length', false],
		['length', true],
		['chunked', false],
		['chunked', true],
	])('cut a body (%s, hard %s) behind the head, after the work', async (framing, hard) => {
		script({ kind: 'cut', bytes: 0, framing, hard });
		const name = `cut ${framing} ${String(hard)}`;
		const seen = await see(INCIDENT, { method: 'POST', body: { short_description: name } });
		expect([seen.status, seen.bytes.length, seen.complete, stored(name)]).toEqual([201, 0, false, 1]);
	});

	it('never cut behind the end', async () => {
		const full = await whole();
		script({ kind: 'cut', bytes: 1e9 });
		const seen = await see(LIST);
		expect([seen.bytes.length, seen.complete]).toEqual([full.length - 1, false]);
	});

	it('cut the whole call where an item of it is hit, with the work of all items done', async () => {
		script({ kind: 'cut', bytes: 30 }, { path: '^/api/now/table/incident', batch: true, nth: 1 });
		const body = { rest_requests: [item('a', 'first of a cut call'), item('b', 'second of a cut call')] };
		const seen = await see('/api/now/v1/batch', { method: 'POST', body });
		expect([seen.status, seen.bytes.length, seen.complete]).toEqual([200, 30, false]);
		expect([stored('first of a cut call'), stored('second of a cut call')]).toEqual([1, 1]);
	});

	it('drip the body, and end', async () => {
		const full = await whole();
		script({ kind: 'drip', bytes: Math.ceil(full.length / 4), milliseconds: 25 });
		const seen = await see(LIST);
		expect([seen.bytes, seen.complete]).toEqual([full, true]);
		expect(seen.pieces).toBeGreaterThanOrEqual(4);
	});

	it('drip for ever', async () => {
		const full = await whole();
		script({ kind: 'drip', bytes: full.length, milliseconds: 5, forever: true });
		const seen = await see(LIST, { enough: full.length + full.length / 2 });
		expect(seen.complete).toBe(false);
		expect(seen.bytes.subarray(0, full.length)).toEqual(full);
		expect(seen.bytes.subarray(full.length).toString()).toMatch(/^ +$/);
	});

	it.each<['nothing' | 'head' | number, number, number]>([
		['nothing', 0, 0],
		['head', 200, 0],
		[7, 200, 7],
	])('are silent after %s', async (after, status, bytes) => {
		script({ kind: 'silence', after });
		const seen = await see(LIST, { patience: 300 });
		expect([seen.status, seen.bytes.length, seen.complete]).toEqual([status, bytes, false]);
	});

	it.each([true, false])('are silent with the work done: %s', async (work) => {
		script({ kind: 'silence', after: 'nothing', work });
		const name = `silent ${String(work)}`;
		await see(INCIDENT, { method: 'POST', body: { short_description: name }, patience: 300 });
		expect(stored(name)).toBe(work ? 1 : 0);
	});

	it('send a body that never ends', async () => {
		script({ kind: 'endless' });
		const seen = await see(LIST, { enough: 3_000_000 });
		expect([seen.status, seen.complete]).toEqual([200, false]);
		expect(seen.bytes.subarray(0, 50).toString()).toMatch(/^\{"result":\[\{"sys_id"/);
	});

	it('send a small body that unpacks to a large one', async () => {
		script({ kind: 'gzip-bomb', megabytes: 20 });
		const seen = await see(LIST);
		expect(seen.headers['content-encoding']).toBe('gzip');
		expect(seen.bytes.length).toBeLessThan(50_000);
		const unpacked = JSON.parse(gunzipSync(seen.bytes).toString());
		expect(unpacked.result[0].short_description).toHaveLength(20 * 1_048_576);
	});

	it('let the emulator go on for others', async () => {
		script({ kind: 'silence', after: 'head' });
		const silent = Array.from({ length: 8 }, () => see(LIST, { patience: 400 }));
		await Promise.all(silent);
		instance.emulator.setFaults([]);
		expect((await instance.call(LIST)).status).toBe(200);
	});
});
