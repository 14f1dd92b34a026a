import type { Account } from '../../../../nodes/ServiceNowPlatform/transport/signIn/credentials.ts';
import { firstAlone } from '../../../../nodes/ServiceNowPlatform/transport/signIn/firstAlone.ts';
import { failure, rejection } from '../../support/failures.mts';

const account = (): Account => ({
	type: 'serviceNowPlatformApi',
	key: 'k',
	instanceUrl: 'https://dev1.service-now.com',
});
const soon = async () => await new Promise<void>((end) => setTimeout(end, 5));

describe('a sign-in that cannot be renewed', () => {
	it('is tried with one request while the others wait, which then go together', async () => {
		const own = account();
		const order: string[] = [];
		const send = (name: string) => async () => {
			order.push(`begin ${name}`);
			await soon();
			order.push(`end ${name}`);
			return name;
		};
		const answers = await Promise.all(['a', 'b', 'c'].map(async (name) => await firstAlone(own, send(name))));
		expect(answers).toEqual(['a', 'b', 'c']);
		expect(order).toEqual(['begin a', 'end a', 'begin b', 'begin c', 'end b', 'end c']);
	});

	it('is tried once when it is refused, since a few refusals lock the account', async () => {
		const own = account();
		const refusal = failure('unauthenticated', { status: 401 });
		const send = jest.fn(async () => refusal);
		const outcomes = await Promise.all(Array.from({ length: 10 }, async () => await firstAlone(own, send)));
		expect(new Set(outcomes)).toEqual(new Set([refusal]));
		expect(await firstAlone(own, send)).toBe(refusal);
		expect(send).toHaveBeenCalledTimes(1);
	});

	it.each([
		['after an answer that let it pass', failure('forbidden', { status: 403 })],
		['after an answer that never came', failure('lost')],
	])('is given to the others %s', async (_, outcome) => {
		const own = account();
		const first = firstAlone(own, async () => outcome);
		const other = firstAlone(own, async () => 'other');
		expect(await first).toBe(outcome);
		expect(await other).toBe('other');
	});

	it('is given to the others after an error that is no failure of the instance', async () => {
		const own = account();
		const error = new Error('x');
		const first = firstAlone(own, async () => await Promise.reject(error));
		const other = firstAlone(own, async () => 'other');
		expect(await rejection(first)).toBe(error);
		expect(await other).toBe('other');
	});

	it('is still tried one by one while no answer comes', async () => {
		const own = account();
		let now = 0;
		let most = 0;
		const send = async () => {
			most = Math.max(most, ++now);
			await soon();
			now--;
			return failure('lost');
		};
		await Promise.all(Array.from({ length: 4 }, async () => await firstAlone(own, send)));
		expect(most).toBe(1);
	});

	it('counts each execution by itself', async () => {
		const refusal = failure('unauthenticated');
		await firstAlone(account(), async () => refusal);
		expect(await firstAlone(account(), async () => 'sent')).toBe('sent');
	});
});
