import { setTimeout } from 'node:timers/promises';
import { RateLimit } from '../../../../nodes/ServiceNowPlatform/transport/sending/rateLimit.ts';
import { failure } from '../../support/failures.mts';

/** Sends as many at once as the limit lets, and counts those under way. */
class Wire {
	readonly limit = new RateLimit();

	private underWay = 0;

	most = 0;

	async send(count: number, answer: unknown, cancelled?: AbortSignal): Promise<void> {
		this.most = 0;
		const one = async () => {
			this.most = Math.max(this.most, ++this.underWay);
			await setTimeout(1);
			this.underWay--;
			return answer;
		};
		await Promise.all(Array.from({ length: count }, async () => await this.limit.pass(one, cancelled)));
	}
}

describe('RateLimit', () => {
	it('lets half as many be under way behind a refusal, and all again after a while', async () => {
		const wire = new Wire();
		await wire.send(4, 'answer');
		expect(wire.most).toBe(4);
		await wire.send(4, failure('rate-limited', { status: 429 }));
		await wire.send(4, 'answer');
		expect(wire.most).toBe(2);
		await wire.send(12, 'answer');
		expect(wire.most).toBeLessThan(4);
		await wire.send(4, 'answer');
		expect(wire.most).toBe(4);
	});

	it('is not slowed down by failures of another kind, nor by what is thrown', async () => {
		const wire = new Wire();
		await wire.send(4, failure('server', { status: 503 }));
		await expect(wire.limit.pass(async () => await Promise.reject(new Error('Broken')), undefined)).rejects.toThrow(
			'Broken',
		);
		await wire.send(4, 'answer');
		expect(wire.most).toBe(4);
	});

	it('begins behind the quiet that was asked for', async () => {
		const wire = new Wire();
		wire.limit.keep(40);
		const begun = Date.now();
		await wire.send(1, 'answer');
		expect(Date.now() - begun).toBeGreaterThanOrEqual(39);
	});

	it('lets nobody begin between a refusal and the quiet that it asks for', async () => {
		const wire = new Wire();
		for (const count of [4, 2]) await wire.send(count, failure('rate-limited', { status: 429 }));
		const begun: number[] = [];
		const refused = async () => {
			await setTimeout(5);
			return failure('rate-limited', { status: 429 });
		};
		const turnedAway = wire.limit.pass(refused, undefined).then(() => {
			wire.limit.keep(60);
			return Date.now();
		});
		const waiting = wire.limit.pass(async () => void begun.push(Date.now()), undefined);
		const told = await turnedAway;
		await waiting;
		expect(begun[0]).toBeGreaterThanOrEqual(told + 59);
	});

	it('keeps nobody once the execution is cancelled', async () => {
		const wire = new Wire();
		wire.limit.keep(2_000);
		await wire.send(3, 'answer', AbortSignal.timeout(10));
		expect(wire.most).toBe(3);
	});
});
