import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { limit, USUAL_LIMITS } from '../../../../nodes/ServiceNowPlatform/transport/sending/limits.ts';

describe('An answer that nobody reads any more', () => {
	it('is ended when its time is over, and takes nobody along', async () => {
		const content = new PassThrough();
		const long = Date.now() - 1000 * (USUAL_LIMITS.seconds + 1);
		const { over } = limit(content, USUAL_LIMITS, long);
		expect(await over).toMatchObject({ message: 'The answer did not arrive within 300 s' });
		// An error that no listener takes ends the process.
		await sleep(20);
		expect(content.destroyed).toBe(true);
	});

	it('is ended when it grows too large', async () => {
		const content = new PassThrough();
		const { over } = limit(content, { ...USUAL_LIMITS, bytes: 10 }, Date.now());
		content.resume();
		content.write(Buffer.alloc(11));
		expect(await over).toMatchObject({ message: 'The answer is larger than 10 bytes' });
		await sleep(20);
		expect(content.destroyed).toBe(true);
	});
});
