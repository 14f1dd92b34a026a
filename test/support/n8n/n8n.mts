import { ExecutionLifecycleHooks, LoadOptionsContext, WorkflowExecute } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	type IConnections,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type IRun,
	type ITaskData,
	type IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';
import { ServiceNowPlatformApi } from '../../../credentials/ServiceNowPlatformApi.credentials.ts';
import { ServiceNowPlatformOAuth2Api } from '../../../credentials/ServiceNowPlatformOAuth2Api.credentials.ts';
import { ServiceNowPlatformServiceOAuth2Api } from '../../../credentials/ServiceNowPlatformServiceOAuth2Api.credentials.ts';
import { CredentialStore } from './credentials.mts';
import { nodeTypes, withNode } from './nodeTypes.mts';
import { SERVICE } from '../signIn.mts';
import { noteRan } from './ran.mts';

export const NODE = 'ServiceNow';

export interface NodeOptions {
	/** Settings of the node itself: onError, retryOnFail, alwaysOutputData. */
	settings?: Partial<INode>;
	/** Input items; one empty item by default. */
	items?: IDataObject[];
	/** Run as the tool that n8n makes of the node for AI agents. */
	asTool?: boolean;
	binary?: Array<INodeExecutionData['binary']>;
	timezone?: string;
}

/** What came of running the node. */
export interface NodeRun {
	/** Items of the first output. */
	output: INodeExecutionData[];
	/** Their data. */
	json: IDataObject[];
	/** Items of the error output. */
	errors: INodeExecutionData[];
	/** What the node noted beside its results. */
	hints: string[];
	error: (Error & { description?: string; httpCode?: string; context?: IDataObject }) | undefined;
	/** Everything n8n would store of the execution, as text. */
	readonly stored: string;
}

/** What else this n8n knows beside the package. */
export interface Surroundings {
	credentialTypes?: ICredentialType[];
	/** Name and type of the node that is run in place of the package's. */
	node?: [name: string, type: INodeType];
}

/** n8n's own execution engine with this package's node and credential types, and a credential store. */
export class N8n {
	readonly credentials: CredentialStore;
	/** Where n8n listens for the outside. */
	webhookBaseUrl = 'http://localhost:5678/webhook';
	/** Services of the server that n8n's core works without, too. */
	readonly services: Partial<IWorkflowExecuteAdditionalData> = {};
	/** Parameters of every node that is run, unless it has others: most tests compare records with what is stored. */
	usual: INodeParameters = { output: 'raw' };
	private credential: { type: string; id: string; name: string } | undefined;
	private readonly node: Surroundings['node'];

	constructor({ credentialTypes = [], node }: Surroundings = {}) {
		this.credentials = new CredentialStore([
			new ServiceNowPlatformOAuth2Api(),
			new ServiceNowPlatformServiceOAuth2Api(),
			new ServiceNowPlatformApi(),
			...credentialTypes,
		]);
		this.node = node;
	}

	/** Stores a credential; nodes run with it from now on. @returns its id */
	async signIn(data: ICredentialDataDecryptedObject, type = SERVICE): Promise<string> {
		const { id, name } = await this.credentials.add(type, data);
		this.credential = { type, id: String(id), name };
		return String(id);
	}

	/** Parameters and credentials of a node that signs in like all others. */
	signedIn(parameters: INodeParameters): Pick<INode, 'parameters' | 'credentials'> {
		const { type, id, name } = this.credential ?? { type: SERVICE, id: 'none', name: 'none' };
		return { parameters: { authentication: type, ...parameters }, credentials: { [type]: { id, name } } };
	}

	/** Runs the node as part of a workflow: items → node → (success | error). */
	async run(parameters: INodeParameters, options: NodeOptions = {}): Promise<NodeRun> {
		return await this.begin(parameters, options).done;
	}

	/** The same, for somebody who may cancel it as the Stop button does. */
	begin(parameters: INodeParameters, options: NodeOptions = {}): { done: Promise<NodeRun>; cancel(): void } {
		const workflow = this.workflow(parameters, options);
		const start = workflow.getNode('Items') as INode;
		const input = (options.items ?? [{}]).map((json, index) => ({
			json,
			...(options.binary?.[index] ? { binary: options.binary[index] } : {}),
		}));
		const runData = createEmptyRunExecutionData();
		runData.executionData = {
			contextData: {},
			nodeExecutionStack: [{ node: start, data: { main: [input as INodeExecutionData[]] }, source: null }],
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: {},
		};
		const execution = new WorkflowExecute(this.additionalData(), 'manual', runData).processRunExecutionData(workflow);
		const done = execution.then(summarize).then((run) => {
			if (run.error === undefined && run.errors.length === 0 && run.output.length > 0) noteRan(parameters);
			return run;
		});
		return { done, cancel: () => execution.cancel() };
	}

	/** A context like the one in which n8n fills pickers. `path` is where the picker stands: `parameters.filter.conditions[0].value`. */
	loadOptions(parameters: INodeParameters, path = ''): ILoadOptionsFunctions {
		const workflow = this.workflow(parameters, {});
		const node = workflow.getNode(NODE) as INode;
		return new LoadOptionsContext(
			workflow,
			node,
			{ ...this.additionalData(), currentNodeParameters: parameters },
			path,
		);
	}

	private workflow(parameters: INodeParameters, { settings, timezone, asTool }: NodeOptions): Workflow {
		const common = { typeVersion: 1, position: [0, 0] as [number, number] };
		const nodes: INode[] = [
			{ ...common, id: '1', name: 'Items', type: 'test.items', parameters: {} },
			{
				...common,
				id: '2',
				name: NODE,
				type: this.node?.[0] ?? `n8n-nodes-servicenow.serviceNowPlatform${asTool ? 'Tool' : ''}`,
				...this.signedIn({ ...this.usual, ...parameters }),
				...settings,
			},
		];
		const connections: IConnections = { Items: { main: [[{ node: NODE, type: 'main', index: 0 }]] } };
		return new Workflow({
			id: 'workflow',
			nodes,
			connections,
			active: false,
			nodeTypes: this.node === undefined ? nodeTypes : withNode(...this.node),
			settings: { executionOrder: 'v1', timezone: timezone ?? 'UTC' },
		});
	}

	/** What n8n hands to everything that runs. */
	additionalData(): IWorkflowExecuteAdditionalData {
		const workflowData = {
			id: 'workflow',
			name: 'workflow',
			nodes: [],
			connections: {},
			active: false,
			isArchived: false,
			createdAt: new Date(),
			updatedAt: new Date(),
		};
		const data: Partial<IWorkflowExecuteAdditionalData> = {
			credentialsHelper: this.credentials,
			executionId: crypto.randomUUID(),
			currentNodeExecutionIndex: 0,
			restApiUrl: 'http://localhost:5678/rest',
			instanceBaseUrl: 'http://localhost:5678/',
			webhookBaseUrl: this.webhookBaseUrl,
			webhookWaitingBaseUrl: 'http://localhost:5678/webhook-waiting',
			webhookTestBaseUrl: 'http://localhost:5678/webhook-test',
			formWaitingBaseUrl: 'http://localhost:5678/form-waiting',
			variables: {},
			...this.services,
			hooks: new ExecutionLifecycleHooks('manual', 'execution', workflowData as never),
		};
		return data as IWorkflowExecuteAdditionalData;
	}
}

function outputsOf(task: ITaskData | undefined): Pick<NodeRun, 'output' | 'json' | 'errors'> {
	const [output = [], errors = []] = (task?.data?.main ?? []).map((items) => items ?? []);
	return { output, json: output.map(({ json }) => json), errors };
}

function summarize(run: IRun): NodeRun {
	const { resultData } = run.data;
	const task = resultData.runData[NODE]?.at(-1);
	return {
		...outputsOf(task),
		hints: (task?.hints ?? []).map(({ message }) => message),
		error: (task?.error ?? resultData.error) as NodeRun['error'],
		get stored() {
			return JSON.stringify(run);
		},
	};
}
