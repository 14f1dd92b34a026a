import { ANY_ORDER } from '../../nodes/ServiceNowPlatform/actions/operation.ts';
import { findOperation, resources } from '../../nodes/ServiceNowPlatform/actions/resources.ts';
import { actAs } from '../support/actAs.mts';
import { examples } from '../support/examples/examples.mts';
import type { Maker } from '../support/examples/exampleParts.mts';
import { type Stage, stage } from '../support/instance.mts';
import { routes } from '../support/routes.mts';

/** What every operation sends, seen where it arrives: at the instance, by the routes that its example call has reached. */
let s: Stage;
beforeAll(async () => {
	s = await stage();
	await actAs(s, 'admin');
});
afterAll(async () => await s.close());

const METHODS = new Map(routes().map(({ name, method }) => [name, method] as const));
const operations = Object.entries(resources).flatMap(([resource, { operations: own }]) =>
	Object.keys(own).map((operation) => [resource, operation] as const),
);

/** It only asks, whatever its method is. */
const QUESTIONS = ['catalog.variables.displayValue'];

/** The methods of all requests of an operation's example but those for a token; a Batch call counts for what is in it. */
async function sentBy(resource: string, operation: string): Promise<string[]> {
	s.emulator.reset();
	await actAs(s, 'admin');
	const maker = (examples as Record<string, Record<string, Maker>>)[resource]?.[operation] as Maker;
	const { parameters, options } = await maker(s);
	s.emulator.resetStats();
	const { error } = await s.n8n.run({ resource, operation, ...parameters } as never, options);
	expect(error).toBeUndefined();
	const { requests, batched } = s.emulator.stats();
	const names = [...Object.keys(requests), ...Object.keys(batched)].filter((name) => !/^(oauth\.|batch$)/.test(name));
	return names.map((name) => (QUESTIONS.includes(name) ? 'GET' : (METHODS.get(name) ?? name)));
}

const GONE = 'What is taken away twice is gone all the same; the second time it is said that nothing was there.';

/** Operations that change or remove what is there and may do so for several items at once, and why. */
const WITHOUT_LANE: Record<string, string> = {
	'group.removeMember': GONE,
	'group.revokeRole': GONE,
	'user.revokeRole': GONE,
};

/** What it sends is the user's choice; the example reads. */
const ANYTHING = ['apiRequest.send'];

describe.each(operations)('%s %s', (resource, operation) => {
	let sent: string[];
	beforeAll(async () => (sent = await sentBy(resource, operation)));
	const { readOnly, ...entry } = findOperation(resource, operation) ?? {};
	const place = `${resource}.${operation}`;

	it(`sends ${readOnly ? 'nothing but reads' : 'something that writes'}`, () => {
		expect(sent.length).toBeGreaterThan(0);
		const writes = sent.filter((method) => method !== 'GET');
		if (readOnly) expect(writes).toEqual([]);
		else if (!ANYTHING.includes(place)) expect(writes).not.toEqual([]);
	});

	it('has a lane where it changes records that are there', () => {
		const isChange = sent.some((method) => method === 'PATCH' || method === 'DELETE');
		// To have no order is a word of its own, which needs a reason here.
		const isSafe = ('lane' in entry && entry.lane !== ANY_ORDER) || Object.hasOwn(WITHOUT_LANE, place);
		expect(isChange && !isSafe).toBe(false);
	});
});
