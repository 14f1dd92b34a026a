import { InputError } from '../domain/failure/inputError';
import type { Json } from '../domain/api/json';
import type { Steps } from '../domain/api/request';
import { MOST_SEEN, type State } from '../domain/changes/memory';
import { type Limits, type Look, look } from '../domain/changes/reading';
import { confirmDeletions } from '../domain/changes/deletions';
import { begin, readLatest, readNewest } from '../domain/changes/start';
import type { Item } from '../properties/item/item';
import { perform } from '../transport/items/perform';
import { connectionOf, TriggerParameters, storeOf, type TriggerContext } from './context';
import type { Keeper } from './keeper';
import { type Settings, settingsOf } from './settings';
import { resolveDeletions, readIsToldByRings, resolveWatch } from './watching';

export interface Occasion {
	/** How it came that is read now. */
	via: 'poll' | 'bell';
	/** Whether the time for it is over. */
	isLate(): boolean;
}

const remembered = new WeakMap<Keeper, TriggerParameters>();

/** The parameters, and what has been found out for them. */
function parametersOf(context: TriggerContext, keeper: Keeper): TriggerParameters {
	const parameters = remembered.get(keeper)?.in(context) ?? new TriggerParameters(context);
	remembered.set(keeper, parameters);
	return parameters;
}

/** Changes since the last look. What was read before a failure comes without it, and the failure is logged. */
export async function readNew(context: TriggerContext, keeper: Keeper, occasion: Occasion): Promise<Json[]> {
	const [item, store] = [parametersOf(context, keeper).item(), storeOf(context)];
	const settings = settingsOf(item);
	const connection = await connectionOf(context);
	const about = [connection.account.instanceUrl, settings.table, settings.event].join(' ');
	const known = keeper.recall(store, about, context);
	const seen = await perform(connection, lookAround(item, settings, { about, known, occasion }));
	if (seen === undefined) return await readTold(context, keeper, occasion.via);
	const { from, found } = seen;
	const { changes, state, failure, now, isShortened } = found;
	if (failure !== undefined) {
		context.logger.warn(
			`${context.getNode().name} stopped early: ${failure.message}. The next poll goes on from there.`,
		);
	}
	if (isShortened) {
		const { name } = context.getNode();
		context.logger.warn(
			`${name}: more than ${MOST_SEEN} changes within the overlap of ${settings.overlap} s; what becomes visible late is looked for in less time.`,
		);
	}
	if (now !== undefined) keeper.learnTime(now);
	// What a bell brings is always handed out.
	keeper.keep(store, { from, state, isQuiet: changes.length === 0 }, context, occasion.via === 'bell');
	return changes.map(({ json }) => json);
}

/** Deletions that nothing but rings has told. */
export async function readTold(context: TriggerContext, keeper: Keeper, via: Occasion['via']): Promise<Json[]> {
	const item = parametersOf(context, keeper).item();
	const connection = await connectionOf(context);
	return await keeper.told.each(async (deletions) => {
		function* confirmTold(): Steps<Json[]> {
			return yield* confirmDeletions(yield* resolveDeletions(item, settingsOf(item), via), deletions);
		}
		return deletions.length === 0 ? [] : await perform(connection, confirmTold());
	});
}

interface Before {
	about: string;
	/** Undefined before the first look. */
	known: State | undefined;
	occasion: Occasion;
}

function* lookAround(
	item: Item,
	settings: Settings,
	{ about, known, occasion }: Before,
): Steps<{ from: State; found: Look } | undefined> {
	if (yield* readIsToldByRings(item, settings)) return undefined;
	const watch = yield* resolveWatch(item, settings, occasion.via);
	const back = settings.startMinutes * 60;
	const from = known ?? (yield* begin(watch, { about, back }));
	if (known === undefined && back === 0) return { from, found: yield* readNewest(watch, from, settings.startNewest) };
	const limits: Limits = { items: settings.maxItems, overlap: settings.overlap, isLate: () => occasion.isLate() };
	return { from, found: yield* look(watch.source, from, limits, watch.take(from.cursor)) };
}

/** A recent event of the chosen kind, to build a workflow with. @throws InputError where there is none */
export async function readExample(context: TriggerContext): Promise<Json> {
	const item = new TriggerParameters(context).item();
	const settings = settingsOf(item);
	const connection = await connectionOf(context);
	const found = await perform(connection, findExample(item, settings));
	if (found !== undefined) return found;
	throw new InputError(
		'Table',
		`There is nothing of the kind in ${settings.table} to show as an example`,
		'Make such a change in ServiceNow and try again, or publish the workflow without an example. A filter may be too narrow.',
	);
}

function* findExample(item: Item, settings: Settings): Steps<Json | undefined> {
	const anybody: Settings = { ...settings, ignoreOwn: false, watched: [], wanted: [] };
	return yield* readLatest(yield* resolveWatch(item, anybody, 'poll'));
}
