import { setTimeout as sleep } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { aCount, oneOf } from '../fields.mts';
import { bent, ConnectionLost, kind } from '../kind.mts';

const lost = bent(({ body }) => {
	if (body instanceof Readable) body.destroy();
	throw new ConnectionLost();
});

export const reset = kind<'reset'>({
	fields: { when: oneOf('before', 'after') },
	start: ({ when }) => (when === 'after' ? lost : () => Promise.reject(new ConnectionLost())),
});

export const delay = kind<'delay'>({
	fields: { milliseconds: aCount },
	start:
		({ milliseconds }) =>
		async ({ work }) => {
			await sleep(milliseconds);
			return await work();
		},
});
