import { type IDataObject, type IExecuteFunctions, type INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { Parameters } from '../fields/parameters';
import { openConnection } from '../transport/connection';
import type { CredentialType } from '../transport/credentials';
import { execute, type Outcome } from '../transport/executor';
import { describe, toNodeError } from '../transport/nodeError';
import type { Operation } from './operation';
import { findOperation } from './resources';

/** Runs the chosen operation for every item; the results are in item order, each paired with its item. */
export async function route(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const operation = chosenOperation(context);
	const connection = await connect(context);
	const items = context.getInputData();
	const works = items.map((_, itemIndex) => {
		const parameters = new Parameters(context, itemIndex);
		const lane = laneOf(operation, parameters);
		return { ...(lane === undefined ? {} : { lane }), begin: () => operation.run(parameters) };
	});
	const outcomes = await execute(connection, works, {
		batch: true,
		batchSize: 100,
		parallel: 3,
		stopAtFailure: !context.continueOnFail(),
	});
	return outcomes.flatMap((outcome, itemIndex) => (outcome === undefined ? [] : outputOf(context, outcome, itemIndex)));
}

function chosenOperation(context: IExecuteFunctions): Operation {
	const resource = context.getNodeParameter('resource', 0) as string;
	const name = context.getNodeParameter('operation', 0) as string;
	const operation = findOperation(resource, name);
	if (operation !== undefined) return operation;
	throw new NodeOperationError(context.getNode(), `There is no operation "${name}" of "${resource}"`, {
		description: 'Choose a resource and an operation from the lists.',
	});
}

async function connect(context: IExecuteFunctions) {
	try {
		return await openConnection(context, context.getNodeParameter('authentication', 0) as CredentialType);
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
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
	outcome: Outcome<IDataObject[]>,
	itemIndex: number,
): INodeExecutionData[] {
	const pairedItem = { item: itemIndex };
	if (outcome.done) return outcome.result.map((json) => ({ json, pairedItem }));
	const error = toNodeError(context.getNode(), outcome.error, itemIndex);
	if (!context.continueOnFail()) throw error;
	// Only with no other keys than these does n8n send the item to the error output, the input's data joined to it.
	return [{ json: { ...describe(error) }, pairedItem }];
}
