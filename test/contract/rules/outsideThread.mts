/**
 * Somebody outside who answers while this thread stands still: a rule that runs before a write holds up the whole emulator,
 * and with it all that lives in the test's own thread.
 */
import { once } from 'node:events';
import { connect } from 'node:net';
import { Worker } from 'node:worker_threads';

const SERVER = `
const { createServer } = require('node:http');
const { parentPort, workerData } = require('node:worker_threads');
const server = createServer((request, response) => {
	request.resume();
	setTimeout(() => response.end('from outside'), workerData.delay);
});
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

const DEAF = `
const { createServer } = require('node:net');
const { parentPort } = require('node:worker_threads');
const server = createServer();
server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
	parentPort.postMessage(server.address().port);
	setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0), 20);
});
`;

/** Listens, and takes no call: whoever comes when the queue is full never gets a connection. */
export async function openDeafOutside(): Promise<{ url: string; close(): Promise<unknown> }> {
	const worker = new Worker(DEAF, { eval: true });
	const [port] = (await once(worker, 'message')) as [number];
	await new Promise((done) => setTimeout(done, 100));
	const queue = Array.from({ length: 6 }, () => connect({ port, host: '127.0.0.1' }).on('error', () => undefined));
	await new Promise((done) => setTimeout(done, 200));
	const close = async () => {
		for (const socket of queue) socket.destroy();
		return await worker.terminate();
	};
	return { url: `http://127.0.0.1:${port}`, close };
}

export async function openOutsideThread(delay: number): Promise<{ url: string; close(): Promise<unknown> }> {
	const worker = new Worker(SERVER, { eval: true, workerData: { delay } });
	const [port] = (await once(worker, 'message')) as [number];
	return { url: `http://127.0.0.1:${port}`, close: () => worker.terminate() };
}
