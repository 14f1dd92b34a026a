import { aFlag, anything, optional } from '../fields.mts';
import { instead, kind } from '../kind.mts';
import { written } from './written.mts';

/** Queued, says the status, and nobody knows whether it will ever be done. */
export const accepted = kind<'accepted-202'>({
	fields: { body: anything, work: optional(aFlag) },
	start: (action) => instead(() => written({ ...action, status: 202 }), action),
});
