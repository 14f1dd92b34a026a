import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { errorCode } from './errorCode.mts';

const HOST = '127.0.0.1';

async function listen(port: number): Promise<number> {
	return await new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(port, HOST, () => {
			const { port: bound } = server.address() as AddressInfo;
			server.close(() => resolve(bound));
		});
	});
}

/** The wished port when nobody uses it, else any free one. */
export async function freePort(wished = 0): Promise<number> {
	try {
		return await listen(wished);
	} catch (error) {
		if (errorCode(error) !== 'EADDRINUSE' || wished === 0) throw error;
		return await listen(0);
	}
}
