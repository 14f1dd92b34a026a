import { type IExecuteFunctions, type INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { Parameters } from '../fields/parameters';
import { requestSettingsOf } from '../fields/requests';
import { type Connection, openConnection } from '../transport/connection';
import type { CredentialType } from '../transport/credentials';
import { execute, type ExecutorSettings, type Outcome } from '../transport/executor';
import { describe, toNodeError } from '../transport/nodeError';
import { inParallel } from '../transport/parallel';
import { showNotes } from './notes';
import type { Operation, StreamingOperation } from './operation';
import { findOperation } from './resources';

/** What came of one item. */
type ItemOutcome = Outcome<INodeExecutionData[]> | undefined;

/** Runs the chosen operation for every item; the results are in item order, each paired with its item. */
export async function route(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const operation = chosenOperation(context);
	const connection = await connect(context);
	const parameters = context.getInputData().map((_, itemIndex) => new Parameters(context, itemIndex));
	const settings = {
		...requestSettingsOf(parameters[0]?.collection('requests') ?? {}),
		stopAtFailure: !context.continueOnFail(),
	};
	const outcomes =
		'run' in operation
			? await runDescribed(operation, connection, parameters, settings)
			: await inParallel(
					parameters.map((own) => async () => await operation.stream(context, connection, own)),
					settings,
				);
	showNotes(context, parameters);
	return outcomes.flatMap((outcome, itemIndex) => (outcome === undefined ? [] : outputOf(context, outcome, itemIndex)));
}

function chosenOperation(context: IExecuteFunctions): Operation | StreamingOperation {
	const resource = context.getNodeParameter('resource', 0) as string;
	const name = context.getNodeParameter('operation', 0) as string;
	const operation = findOperation(resource, name);
	if (operation !== undefined) return operation;
	throw new NodeOperationError(context.getNode(), `There is no operation "${name}" of "${resource}"`, {
		description: 'Choose a resource and an operation from the lists.',
	});
}

async function connect(context: IExecuteFunctions): Promise<Connection> {
	try {
		return await openConnection(context, context.getNodeParameter('authentication', 0) as CredentialType);
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

async function runDescribed(
	operation: Operation,
	connection: Connection,
	parameters: Parameters[],
	settings: ExecutorSettings,
): Promise<ItemOutcome[]> {
	const works = parameters.map((own) => {
		const lane = laneOf(operation, own);
		return { ...(lane === undefined ? {} : { lane }), begin: () => operation.run(own) };
	});
	const outcomes = await execute(connection, works, settings);
	return outcomes.map((outcome) =>
		outcome?.done === true ? { done: true, result: outcome.result.map((json) => ({ json })) } : outcome,
	);
}

/** What is wrong with the parameters is told when the item's turn comes; it has no lane then. */
function laneOf(operation: Operation, parameters: Parameters): string | undefined {
	try {
		return operation.lane?.(parameters);
	} catch {
		return undefined;
	}
}

function outputOf(
	context: IExecuteFunctions,
	outcome: Exclude<ItemOutcome, undefined>,
	itemIndex: number,
): INodeExecutionData[] {
	const pairedItem = { item: itemIndex };
	if (outcome.done) return outcome.result.map((item) => ({ ...item, pairedItem }));
	const error = toNodeError(context.getNode(), outcome.error, itemIndex);
	if (!context.continueOnFail()) throw error;
	const { details, ...said } = describe(error);
	// By its keys n8n knows an item for the error output, and joins the input's data to it; `details` is one of them since 2.36 only.
	const toErrorOutput = context.getNode().onError === 'continueErrorOutput';
	return [{ json: toErrorOutput ? said : { ...said, details }, pairedItem }];
}
