import { apiPath } from '../../../../nodes/ServiceNowPlatform/domain/api/request';
import type { Outcome, Steps } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { executeTogether } from '../../../../nodes/ServiceNowPlatform/transport/items/together.ts';
import { FakeInstance, refused } from '../../support/instance.mts';

const settings = { batch: true, batchSize: 100, parallel: 3, stopAtFailure: false };
const broken = new RangeError('wrong input');

const part = (name: string) => () => name;
const wrong = () => {
	throw broken;
};

/** Sends all parts in one request; a part called `bad` fails by itself. */
function* begin(parts: string[]): Steps<Array<Outcome<string>>> {
	yield { method: 'POST', path: apiPath`/many`, body: { parts } };
	return parts.map((name) =>
		name === 'bad' ? { done: false, error: broken } : { done: true, result: name.toUpperCase() },
	);
}

const done = (result: string) => ({ done: true, result });
const failed = { done: false, error: broken };

describe('executeTogether', () => {
	it('sends the parts of all items at once; each has its own outcome', async () => {
		const instance = new FakeInstance();
		const outcomes = await executeTogether(instance, { parts: ['a', 'bad', 'c'].map(part), begin }, settings);
		expect(instance.done.map(({ body }) => body)).toEqual([{ parts: ['a', 'bad', 'c'] }]);
		expect(outcomes).toEqual([done('A'), failed, done('C')]);
	});

	it('leaves out an item that cannot take part, and keeps the others in their places', async () => {
		const instance = new FakeInstance();
		const outcomes = await executeTogether(instance, { parts: [part('a'), wrong, part('c')], begin }, settings);
		expect(instance.done.map(({ body }) => body)).toEqual([{ parts: ['a', 'c'] }]);
		expect(outcomes).toEqual([done('A'), failed, done('C')]);
	});

	it('sends nothing where the failure of one item ends everything', async () => {
		const instance = new FakeInstance();
		const stopping = { ...settings, stopAtFailure: true };
		const outcomes = await executeTogether(instance, { parts: [part('a'), wrong], begin }, stopping);
		expect(outcomes).toEqual([undefined, failed]);
		expect(instance.calls).toEqual([]);
	});

	it.each([[[]], [[wrong]]])('sends nothing where nobody takes part', async (parts) => {
		const instance = new FakeInstance();
		expect(await executeTogether(instance, { parts, begin }, settings)).toEqual(parts.map(() => failed));
		expect(instance.calls).toEqual([]);
	});

	it('gives every part the failure of the work as a whole', async () => {
		const instance = new FakeInstance({ handle: () => refused(403, 'No') });
		const outcomes = await executeTogether(instance, { parts: [part('a'), wrong, part('c')], begin }, settings);
		expect(outcomes).toMatchObject([{ error: { message: 'No' } }, failed, { error: { message: 'No' } }]);
	});
});
