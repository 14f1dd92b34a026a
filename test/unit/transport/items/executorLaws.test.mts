import { apiPath } from '../../../../nodes/ServiceNowPlatform/domain/api/request';
import fc from 'fast-check';
import type { ApiFailure } from '../../../../nodes/ServiceNowPlatform/domain/failure/failure.ts';
import { type ApiRequest, recordOf, type Steps } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { execute, type Work } from '../../../../nodes/ServiceNowPlatform/transport/items/executor.ts';
import { FakeInstance, ok, refused } from '../../support/instance.mts';

interface Plan {
	lanes: number[];
	/** Whether each of its requests succeeds. */
	steps: boolean[];
	alone: boolean;
}

const plan: fc.Arbitrary<Plan> = fc.record({
	lanes: fc.array(fc.nat({ max: 3 }), { maxLength: 3 }),
	steps: fc.array(
		fc.boolean().map((value) => value),
		{ maxLength: 3 },
	),
	alone: fc.boolean(),
});

const scenario = fc.record({
	plans: fc.array(plan, { maxLength: 60 }),
	delays: fc.infiniteStream(fc.nat({ max: 6 })),
	serviced: fc.infiniteStream(fc.nat({ max: 12 })),
	settings: fc.record({
		batch: fc.boolean(),
		batchSize: fc.integer({ min: 1, max: 30 }),
		parallel: fc.integer({ min: 1, max: 5 }),
		stopAtFailure: fc.constant(false),
	}),
});

function request(item: number, step: number, alone: boolean): ApiRequest {
	return { method: 'PATCH', path: apiPath`/${String(item)}/${String(step)}`, body: {}, ...(alone ? { alone } : {}) };
}

function workOf({ lanes, steps, alone }: Plan, item: number): Work<unknown> {
	return {
		...(lanes.length === 0 ? {} : { lane: lanes.map(String) }),
		*begin(): Steps<unknown> {
			const answers: unknown[] = [];
			for (const step of steps.keys()) answers.push(recordOf(yield request(item, step, alone)).url);
			return answers;
		},
	};
}

/** An instance that takes a random number of turns for each request and leaves some of a Batch call unserviced. */
function instanceFor(plans: Plan[], delays: Iterator<number>, serviced: Iterator<number>) {
	const events: string[] = [];
	const instance = new FakeInstance({
		most: () => Number(serviced.next().value),
		handle: async ({ url }) => {
			const [, item = '', step = ''] = url.split('/');
			events.push(`begin ${item}`);
			for (let turn = Number(delays.next().value); turn > 0; turn--) await Promise.resolve();
			events.push(`end ${item}`);
			return plans[Number(item)]?.steps[Number(step)] === true ? ok({ url }) : refused(403, `refused ${url}`);
		},
	});
	return { instance, events };
}

/** The requests of an item that are to be carried out: up to the first that fails. */
function expectedOf({ steps }: Plan, item: number): { urls: string[]; failed: boolean } {
	const end = steps.indexOf(false);
	const count = end === -1 ? steps.length : end + 1;
	return { urls: steps.slice(0, count).map((_, step) => `/${item}/${step}`), failed: end !== -1 };
}

describe('execute, whatever fails and however long requests take', () => {
	it('keeps the outcomes in item order', async () => {
		await fc.assert(
			fc.asyncProperty(scenario, async ({ plans, delays, serviced, settings }) => {
				const { instance } = instanceFor(plans, delays, serviced);
				const outcomes = await execute(instance, plans.map(workOf), settings);
				const facts = outcomes.map((outcome) =>
					outcome?.done === true ? outcome.result : (outcome?.error as ApiFailure).message,
				);
				expect(facts).toEqual(
					plans.map(expectedOf).map(({ urls, failed }) => (failed ? `refused ${urls.at(-1)}` : urls)),
				);
			}),
		);
	});

	it('carries out each request exactly once', async () => {
		await fc.assert(
			fc.asyncProperty(scenario, async ({ plans, delays, serviced, settings }) => {
				const { instance } = instanceFor(plans, delays, serviced);
				await execute(instance, plans.map(workOf), settings);
				expect([...instance.urls].sort()).toEqual(
					plans
						.map(expectedOf)
						.flatMap(({ urls }) => urls)
						.sort(),
				);
			}),
		);
	});

	it('does the items of a lane one after the other, in item order', async () => {
		await fc.assert(
			fc.asyncProperty(scenario, async ({ plans, delays, serviced, settings }) => {
				const { instance, events } = instanceFor(plans, delays, serviced);
				await execute(instance, plans.map(workOf), settings);
				for (const lane of new Set(plans.flatMap(({ lanes }) => lanes))) {
					const own = events
						.map((event) => Number(event.split(' ')[1]))
						.filter((item) => plans[item]?.lanes.includes(lane));
					expect(own).toEqual([...own].sort((a, b) => a - b));
				}
			}),
		);
	});

	it('never has more calls under way than it may', async () => {
		await fc.assert(
			fc.asyncProperty(scenario, async ({ plans, delays, serviced, settings }) => {
				const { instance } = instanceFor(plans, delays, serviced);
				await execute(instance, plans.map(workOf), settings);
				expect(instance.mostAtOnce).toBeLessThanOrEqual(settings.parallel);
			}),
		);
	});
});
