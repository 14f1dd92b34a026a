import { type IDataObject, type IExecuteFunctions, type INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import type { Outcome, Steps } from '../domain/api/request';
import { explainByView } from '../domain/schema/view';
import { isTool } from '../domain/tool';
import { Item } from '../properties/item/item';
import { type RequestSettings, requestSettingsOf } from '../properties/requestSettings';
import { describe, toNodeError } from '../transport/errors/nodeError';
import { execute, type ExecutorSettings } from '../transport/items/executor';
import { inParallel } from '../transport/items/parallel';
import { executeTogether } from '../transport/items/together';
import { type Connection, openConnection } from '../transport/sending/connection';
import type { CredentialType } from '../transport/signIn/credentials';
import { doneBefore, remember } from './attempts';
import { concealShown } from './concealed';
import { showNotes } from './notes';
import { ANY_ORDER, type AnyOperation, type JointOperation, type Operation } from './operation';
import { findOperation } from './resources';
import { runIdentity } from './runIdentity';

/** What came of one item. */
type ItemOutcome = Outcome<INodeExecutionData[]> | undefined;

/** Runs the chosen operation for every item; the results are in item order, each paired with its item. */
export async function route(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const chosen = chosenOperation(context);
	const run = runIdentity(context);
	const items = context.getInputData().map((_, itemIndex) => new Item(context, itemIndex, chosen.properties, run));
	const settings = howToSend(context, items[0]);
	const connection = await connect(context, settings);
	// A read is asked again; what it brought may be large.
	const attempts = chosen.readOnly === true ? undefined : run;
	const done = doneBefore(attempts);
	const left = items.filter(({ itemIndex }) => !done.has(itemIndex));
	const outcomes =
		'error' in connection
			? left.map((): ItemOutcome => ({ done: false, error: connection.error }))
			: await concealShown(
					context,
					connection.account.type,
					await perform(context, asStreamed(chosen, left[0]), { connection, items: left, settings }),
					left,
				);
	const all = withThose(done, left, outcomes, items.length);
	remember(context, attempts, all);
	const hints = showNotes(context, items);
	const output = all.flatMap((outcome, itemIndex) =>
		outcome === undefined ? [] : outputOf(context, outcome, itemIndex),
	);
	return isTool(context.getNode()) ? [...output, ...saidToModel(hints, output.length)] : output;
}

/** A model sees neither the hints beside the output nor that there is none. */
function saidToModel(hints: string[], count: number): INodeExecutionData[] {
	const said = hints.length === 0 && count === 0 ? ['Nothing was found.'] : hints;
	return said.map((hint) => ({ json: { hint }, pairedItem: { item: 0 } }));
}

/** The outcomes of all items, those of an earlier attempt included. */
function withThose(
	done: ReadonlyMap<number, INodeExecutionData[]>,
	items: Item[],
	outcomes: ItemOutcome[],
	count: number,
): ItemOutcome[] {
	const all = Array.from({ length: count }, (_, index): ItemOutcome => {
		const result = done.get(index);
		return result === undefined ? undefined : { done: true, result };
	});
	for (const [place, { itemIndex }] of items.entries()) all[itemIndex] = outcomes[place];
	return all;
}

interface Run {
	connection: Connection;
	items: Item[];
	settings: RequestSettings;
}

async function perform(
	context: IExecuteFunctions,
	operation: AnyOperation,
	{ connection, items, settings: chosen }: Run,
): Promise<ItemOutcome[]> {
	const settings = {
		...chosen,
		stopAtFailure: !context.continueOnFail(),
		cancelled: context.getExecutionCancelSignal(),
	};
	if (!('stream' in operation)) return asItems(await runDescribed(operation, connection, items, settings));
	const streams = items.map((own) => async () => await operation.stream(context, connection, own.checked()));
	return await inParallel(streams, settings);
}

function chosenOperation(context: IExecuteFunctions): AnyOperation {
	const resource = context.getNodeParameter('resource', 0) as string;
	const name = context.getNodeParameter('operation', 0) as string;
	const operation = findOperation(resource, name);
	if (operation !== undefined) return operation;
	throw new NodeOperationError(context.getNode(), `There is no operation "${name}" of "${resource}"`, {
		description: 'Choose a resource and an operation from the lists.',
	});
}

function asStreamed(operation: AnyOperation, first: Item | undefined): AnyOperation {
	if (!('streamed' in operation) || first === undefined) return operation;
	const { option, properties } = operation;
	const stream = readAhead(() => operation.streamed?.(first));
	return stream === undefined ? operation : { option, properties, lane: ANY_ORDER, stream };
}

/** What is needed before an item's turn comes; what is wrong with its parameters is told then. */
function readAhead<Result>(read: () => Result): Result | undefined {
	try {
		return read();
	} catch {
		return undefined;
	}
}

function howToSend(context: IExecuteFunctions, first: Item | undefined): RequestSettings {
	try {
		return requestSettingsOf(first?.collection('options') ?? {});
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

/** The connection, or why there is none, which holds for every item. */
async function connect(
	context: IExecuteFunctions,
	{ answerLimit, requestTimeLimit }: RequestSettings,
): Promise<Connection | { error: unknown }> {
	try {
		const type = context.getNodeParameter('authentication', 0) as CredentialType;
		return await openConnection(context, type, { seconds: requestTimeLimit, bytes: answerLimit * 1_000_000 });
	} catch (error) {
		return { error };
	}
}

async function runDescribed(
	operation: JointOperation | Operation,
	connection: Connection,
	items: Item[],
	settings: ExecutorSettings,
): Promise<Array<Outcome<IDataObject[]> | undefined>> {
	if ('together' in operation) {
		const parts = items.map((own) => () => operation.part(own.checked()));
		return await executeTogether(connection, { parts, begin: (taking) => operation.together(taking) }, settings);
	}
	const works = items.map((own) => {
		const lane = readAhead(() => operation.lane?.(own));
		return { ...(lane === undefined ? {} : { lane }), begin: () => runOperation(operation, own) };
	});
	return await execute(connection, works, settings);
}

function* runOperation(operation: Operation, item: Item): Steps<IDataObject[]> {
	try {
		return yield* operation.run(item.checked());
	} catch (error) {
		throw yield* explainByView(item.cache, error);
	}
}

function asItems(outcomes: Array<Outcome<IDataObject[]> | undefined>): ItemOutcome[] {
	return outcomes.map((outcome) =>
		outcome?.done === true ? { done: true, result: outcome.result.map((json) => ({ json })) } : outcome,
	);
}

function outputOf(
	context: IExecuteFunctions,
	outcome: Exclude<ItemOutcome, undefined>,
	itemIndex: number,
): INodeExecutionData[] {
	const pairedItem = { item: itemIndex };
	if (outcome.done) {
		for (const item of outcome.result) item.pairedItem = pairedItem;
		return outcome.result;
	}
	const error = toNodeError(context.getNode(), outcome.error, itemIndex);
	if (!context.continueOnFail()) throw error;
	const { details, ...words } = describe(error);
	// Before 2.34 n8n sends an item to the error output, the input's data joined to it, only if it has no other keys than these two.
	const isForErrorOutput = context.getNode().onError === 'continueErrorOutput';
	return [{ json: isForErrorOutput ? words : { ...words, details }, pairedItem }];
}
