import { by, type Stage, stage } from '../../../support/instance.mts';
import { credentialData, type SignInWay, TOKEN_WAYS, typeOf } from '../../../support/signIn.mts';
import { trueClock, turnClock } from '../../../support/process/turnedClock.mts';

let s: Stage;
afterEach(async () => {
	trueClock();
	await s.close();
});

const getMany = { resource: 'incident', operation: 'getAll', returnAll: false, limit: 1 } as never;
const getEach = { resource: 'incident', operation: 'get', record: by('id', '={{ $json.id }}') } as never;
const tokenRequests = () => s.emulator.stats().requests['oauth.token'] ?? 0;

async function signIn(way: SignInWay): Promise<string> {
	return await s.n8n.signIn(credentialData[way](s.emulator) as never, typeOf[way]);
}

/** Creates so many incidents one by one; each takes `step` milliseconds of n8n's and of the instance's time. */
async function createEach(count: number, step: number) {
	s.emulator.store.onWrite(({ operation, table }) => {
		if (operation === 'insert' && table === 'incident') turnClock(step);
	});
	const create = {
		resource: 'incident',
		operation: 'create',
		fields: { mappingMode: 'autoMapInputData', value: null },
		options: { batch: false, parallel: 1 },
	};
	const items = Array.from({ length: count }, (_, index) => ({ short_description: `Number ${index}` }));
	return await s.n8n.run(create as never, { items });
}

/** Token requests for requests at these times, each renewed in the last minute or the last fifth of what ServiceNow says of its life. */
function needed(lifetime: number, count: number, step: number): number {
	// ServiceNow rounds down what is left of the life.
	const told = (lifetime - 1) * 1000;
	const use = told - Math.min(60_000, told / 5);
	const times = Array.from({ length: count }, (_, index) => index * step);
	let [requests, since] = [0, Number.NEGATIVE_INFINITY];
	for (const time of times) {
		if (time >= since + use) [requests, since] = [requests + 1, time];
	}
	return requests;
}

describe.each(TOKEN_WAYS)('A token by %s', (way) => {
	it.each([2, 5, 30, 1800])(
		'of %i s carries 200 requests over three of its ends, and none is asked for too many',
		async (tokenLifetime) => {
			s = await stage({ tokenLifetime });
			await signIn(way);
			const step = (3 * tokenLifetime * 1000) / 200;
			turnClock(0);
			const { json, error } = await createEach(200, step);
			expect(error).toBeUndefined();
			expect(json.map(({ short_description }) => short_description)).toEqual(
				Array.from({ length: 200 }, (_, index) => `Number ${index}`),
			);
			const numbers = new Set(json.map(({ number }) => number));
			expect(numbers.size).toBe(200);
			expect(tokenRequests()).toBe(needed(tokenLifetime, 200, step));
			expect(s.emulator.stats().statuses['401']).toBeUndefined();
		},
	);

	it('is asked for once, and once again when it has ended meanwhile', async () => {
		s = await stage({ tokenLifetime: 1800 });
		await signIn(way);
		for (let run = 0; run < 3; run++) expect((await s.n8n.run(getMany)).error).toBeUndefined();
		expect(s.emulator.stats()).toMatchObject({ tokensMinted: 1, requests: { 'oauth.token': 1 } });
		turnClock(2_000_000);
		for (let run = 0; run < 3; run++) expect((await s.n8n.run(getMany)).error).toBeUndefined();
		expect(s.emulator.stats()).toMatchObject({ tokensMinted: 2, requests: { 'oauth.token': 2 } });
		expect(s.emulator.stats().statuses['401']).toBeUndefined();
	});

	it('that ends in the middle of packed requests is renewed in time', async () => {
		s = await stage({ tokenLifetime: 30 });
		await signIn(way);
		turnClock(0);
		s.emulator.store.onWrite(({ operation, table }) => {
			if (operation === 'insert' && table === 'incident') turnClock(1000);
		});
		const create = {
			resource: 'incident',
			operation: 'create',
			fields: { mappingMode: 'autoMapInputData', value: null },
		};
		const items = Array.from({ length: 100 }, (_, index) => ({ short_description: `Packed ${index}` }));
		const { json, error } = await s.n8n.run(create as never, { items });
		expect(error).toBeUndefined();
		expect(json.map(({ short_description }) => short_description)).toEqual(
			items.map(({ short_description }) => short_description),
		);
		expect(tokenRequests()).toBeGreaterThanOrEqual(2);
	});
});

describe.each(['clientCredentials', 'jwtBearer'] as const)('A token by %s', (way) => {
	it.each([
		[5, 4, 2],
		[30, 26, 2],
		[1800, 1745, 2],
		[5, 1, 1],
		[30, 20, 1],
		[1800, 1700, 1],
	])('of %i s is asked for in time: after %i s, %i requests', async (tokenLifetime, after, expected) => {
		s = await stage({ tokenLifetime });
		await signIn(way);
		await s.n8n.run(getMany);
		turnClock(after * 1000);
		expect((await s.n8n.run(getMany)).error).toBeUndefined();
		expect(tokenRequests()).toBe(expected);
		expect(s.emulator.stats().statuses['401']).toBeUndefined();
	});
});

describe('ServiceNow’s habit to give the living token again, its life begun anew,', () => {
	it.each(TOKEN_WAYS)('is accepted for %s: no request more, and no second token', async (way) => {
		s = await stage({ tokenLifetime: 1800 });
		await signIn(way);
		await s.n8n.run(getMany);
		turnClock(1_745_000);
		const ids = s.emulator.store.find('incident', {}).map(({ sys_id }) => ({ id: String(sys_id) }));
		for (let run = 0; run < 3; run++) await s.n8n.run(getEach, { items: ids.slice(0, 30) });
		expect(s.emulator.stats()).toMatchObject({ tokensMinted: 1, tokensReturned: 2, requests: { 'oauth.token': 2 } });
		// By then the first life would be over.
		turnClock(300_000);
		expect((await s.n8n.run(getMany)).error).toBeUndefined();
		expect(tokenRequests()).toBe(2);
		expect(s.emulator.stats().statuses['401']).toBeUndefined();
	});
});
