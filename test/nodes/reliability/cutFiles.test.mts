import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { N8n } from '../../support/n8n/n8n.mts';

const CONTENT = Buffer.from(Array.from({ length: 20_000 }, (_, nth) => `line ${nth}`).join('\n'));

/** A gateway that packs what it may, and loses the end of it before it counts the bytes. */
const gateway = createServer((request, response) => {
	const isPacked = String(request.headers['accept-encoding']).includes('gzip');
	const packed = gzipSync(CONTENT);
	const body = isPacked ? packed.subarray(0, packed.length / 2) : CONTENT;
	const coding = isPacked ? { 'content-encoding': 'gzip' } : {};
	response.writeHead(200, { 'content-type': 'text/csv', 'content-length': body.length, ...coding }).end(body);
});
const n8n = new N8n();
beforeAll(async () => {
	await once(gateway.listen(0, '127.0.0.1'), 'listening');
	const instance = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
	await n8n.signIn({ instance, method: 'basic', username: 'somebody', password: 'word' }, 'serviceNowPlatformApi');
});
afterAll(() => void gateway.close());

describe('A file', () => {
	it('is asked for as it is: n8n takes one that ends within its packing for whole', async () => {
		const options = { response: 'file' };
		const call = { resource: 'apiRequest', operation: 'send', method: 'GET', path: '/api/x/export', options };
		const { output, error } = await n8n.run(call as never);
		expect(error).toBeUndefined();
		expect(Buffer.from(String(output[0]?.binary?.data?.data), 'base64').equals(CONTENT)).toBe(true);
	});
});
