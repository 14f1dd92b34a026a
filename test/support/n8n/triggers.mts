import { HookContext, PollContext, WebhookContext } from 'n8n-core';
import {
	type IDataObject,
	type IHookFunctions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	type IWebhookFunctions,
	type WorkflowActivateMode,
	Workflow,
} from 'n8n-workflow';
import type { N8n } from './n8n.mts';
import { withNode } from './nodeTypes.mts';

export const TRIGGER = 'n8n-nodes-servicenow.serviceNowPlatformTrigger';

/** A process that runs triggers: what it remembers besides the static data ends with it. */
export function newProcess(): INodeType {
	let node: INodeType | undefined;
	jest.isolateModules(() => {
		const loaded = jest.requireActual<{ ServiceNowPlatformTrigger: new () => INodeType }>(
			'../../../nodes/ServiceNowPlatform/ServiceNowPlatformTrigger.node.ts',
		);
		node = new loaded.ServiceNowPlatformTrigger();
	});
	if (node === undefined) throw new Error('The trigger did not load');
	return node;
}

export interface TriggerEvent extends IDataObject {
	id: string;
	type: string;
	table: string;
	class: string;
	sys_id: string;
	at: string;
	modCount: number | null;
	by: string;
	via: string;
}

/** A workflow that begins with the trigger, as n8n stores and runs it. */
export class PublishedTrigger {
	/** What n8n has stored: as of the last time that it started a workflow, or published this one. */
	stored: IDataObject = {};

	name = 'Trigger';

	readonly nodeId: string = crypto.randomUUID();

	readonly workflowId: string = crypto.randomUUID();

	/** Items of each execution that n8n has started. */
	readonly executions: INodeExecutionData[][] = [];

	parameters: INodeParameters;

	private readonly n8n: N8n;

	private type: INodeType;

	private workflow: Workflow | undefined;

	private context: PollContext | undefined;

	/** Where n8n keeps durable cursors: what the last poll has left there, and what this one makes of it. */
	private cursor: { stored: IDataObject; staged: IDataObject } | undefined;

	constructor(n8n: N8n, parameters: INodeParameters, type = newProcess()) {
		this.n8n = n8n;
		this.type = type;
		this.parameters = { options: {}, output: 'raw', ...parameters };
	}

	/** Everything that has been handed out so far. */
	get events(): TriggerEvent[] {
		return this.executions.flat().map(({ json }) => json.event as TriggerEvent);
	}

	/** What rule and node share. */
	get secret(): string {
		const facts = (this.stored.global as IDataObject)[`bell of ${this.nodeId}`] as { secret: string };
		return facts.secret;
	}

	get description(): INodeTypeDescription {
		return this.type.description;
	}

	/** The same workflow in another process, which has what is stored and nothing else. */
	elsewhere(): PublishedTrigger {
		const other = new PublishedTrigger(this.n8n, this.parameters);
		return Object.assign(other, { stored: this.stored, nodeId: this.nodeId, workflowId: this.workflowId });
	}

	/** With durable cursors, n8n stores the node's data and the execution together, and loads everything for each poll. */
	withDurableCursors(): this {
		this.cursor = { stored: {}, staged: {} };
		return this;
	}

	/** The same workflow once more in this process, as an import into a running n8n leaves it: both poll. */
	twin(): PublishedTrigger {
		const other = new PublishedTrigger(this.n8n, this.parameters, this.type);
		return Object.assign(other, { stored: this.stored, nodeId: this.nodeId, workflowId: this.workflowId });
	}

	/** Loads the workflow from what is stored, polls once and stores. */
	async publish(activation: WorkflowActivateMode = 'activate'): Promise<TriggerEvent[]> {
		this.load(activation);
		const events = await this.poll({ isFirst: true });
		this.save();
		return events;
	}

	/** n8n is killed when it has stored the state that a poll has left, and not the execution yet. */
	async killedBetween(): Promise<TriggerEvent[]> {
		if (this.cursor !== undefined) this.load('update');
		await this.look();
		if (this.cursor === undefined) this.save();
		return await this.restart();
	}

	/** n8n ends, whatever was not stored is lost, and starts again. */
	async restart(): Promise<TriggerEvent[]> {
		this.endProcess();
		return await this.publish('init');
	}

	/** What the process remembers is gone. */
	endProcess(): void {
		this.type = newProcess();
	}

	load(activation: WorkflowActivateMode = 'activate'): void {
		const workflow = this.copy();
		this.workflow = workflow;
		const node = workflow.getNode(this.name) as INode;
		const context = (...more: unknown[]) =>
			new PollContext(workflow, node, this.n8n.additionalData(), 'trigger', activation, ...(more as []));
		const { cursor } = this;
		if (cursor !== undefined) cursor.staged = structuredClone(cursor.stored);
		const unused = [undefined, undefined, undefined, undefined];
		this.context = cursor === undefined ? context() : context(...unused, () => cursor.staged);
	}

	/** The workflow with its own copy of what is stored. */
	private copy(): Workflow {
		return new Workflow({
			id: this.workflowId,
			name: 'Watching',
			nodes: [this.node()],
			connections: {},
			active: true,
			nodeTypes: withNode(TRIGGER, this.type),
			staticData: JSON.parse(JSON.stringify(this.stored)) as IDataObject,
			settings: { timezone: 'UTC' },
		});
	}

	/** What happens each minute. @returns the events that it brought */
	async poll({ isFirst = false } = {}): Promise<TriggerEvent[]> {
		if (this.cursor !== undefined && !isFirst) this.load('update');
		const found = await this.look();
		// n8n does not store a durable cursor that a workflow was published with, unless an execution comes with it.
		if (this.cursor !== undefined && (!isFirst || found !== null))
			this.cursor.stored = structuredClone(this.cursor.staged);
		if (found === null) return [];
		this.emit(found);
		return (found[0] ?? []).map(({ json }) => json.event as TriggerEvent);
	}

	/** A poll that n8n begins while what the last one found is not stored yet. */
	async pollBeside(): Promise<INodeExecutionData[][] | null> {
		const cursor = this.cursor?.staged;
		this.load('update');
		const found = await this.look();
		if (this.cursor !== undefined && cursor !== undefined) this.cursor.staged = cursor;
		return found;
	}

	/** With durable cursors: n8n stores what the last poll found. */
	commit(found: INodeExecutionData[][]): void {
		if (this.cursor !== undefined) this.cursor.stored = structuredClone(this.cursor.staged);
		this.emit(found);
	}

	/** What the node says, which nobody has taken yet. */
	async look(): Promise<INodeExecutionData[][] | null> {
		if (this.context === undefined) throw new Error('Not published');
		return (await this.type.poll?.call(this.context as unknown as IPollFunctions)) ?? null;
	}

	emit(found: INodeExecutionData[][]): void {
		this.save();
		this.executions.push(found[0] ?? []);
	}

	/** What n8n does with the webhook of a node when it is published, by itself or by somebody. */
	async hook(
		what: 'checkExists' | 'create' | 'delete',
		activation: WorkflowActivateMode = 'activate',
		mode: 'trigger' | 'manual' = 'trigger',
	): Promise<boolean> {
		if (this.workflow === undefined) this.load();
		const workflow = this.workflow as Workflow;
		const node = workflow.getNode(this.name) as INode;
		const data = {
			httpMethod: 'POST',
			node: this.name,
			path: 'servicenow',
			webhookId: 'id',
			workflowId: this.workflowId,
			userId: '',
			webhookDescription: { name: 'default', httpMethod: 'POST', path: 'servicenow' },
			workflowExecuteAdditionalData: this.n8n.additionalData(),
		};
		const context = new HookContext(workflow, node, this.n8n.additionalData(), mode, activation, data as never);
		const done = (await this.type.webhookMethods?.default?.[what]?.call(context as unknown as IHookFunctions)) ?? false;
		this.save();
		return done;
	}

	/** Publishes with everything that belongs to an instant trigger. */
	async publishInstant(activation: WorkflowActivateMode = 'activate'): Promise<void> {
		this.load(activation);
		if (!(await this.hook('checkExists', activation))) await this.hook('create', activation);
		await this.poll();
		this.save();
	}

	/** A request to the webhook, which gets a copy of what is stored. */
	async ring(
		body: Buffer | string,
		headers: Record<string, string>,
		mode: 'webhook' | 'manual' = 'webhook',
	): Promise<Rung> {
		const workflow = this.copy();
		const node = workflow.getNode(this.name) as INode;
		let status = 0;
		const response = { status: (code: number) => ({ end: () => void (status = code) }) };
		const rawBody = typeof body === 'string' ? Buffer.from(body) : body;
		const additional = {
			...this.n8n.additionalData(),
			httpRequest: { rawBody, headers, body: {} },
			httpResponse: response,
		};
		const context = new WebhookContext(workflow, node, additional as never, mode, {} as never, [], null);
		const { workflowData } = (await this.type.webhook?.call(context as unknown as IWebhookFunctions)) ?? {};
		if (workflowData !== undefined) {
			this.stored = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
			this.executions.push(workflowData[0] ?? []);
		}
		return { status, items: (workflowData?.[0] ?? []).map(({ json }) => json) };
	}

	/** As n8n stores static data: whole. */
	save(): void {
		if (this.workflow !== undefined) this.stored = JSON.parse(JSON.stringify(this.workflow.staticData)) as IDataObject;
	}

	/** "Fetch Test Event". */
	async example(): Promise<IDataObject[]> {
		this.load();
		const workflow = this.workflow as Workflow;
		const node = workflow.getNode(this.name) as INode;
		const context = new PollContext(workflow, node, this.n8n.additionalData(), 'manual', 'manual');
		const found = await this.type.poll?.call(context as unknown as IPollFunctions);
		return (found?.[0] ?? []).map(({ json }) => json);
	}

	node(): INode {
		return {
			id: this.nodeId,
			name: this.name,
			type: TRIGGER,
			typeVersion: 1,
			position: [0, 0],
			webhookId: this.nodeId,
			...this.n8n.signedIn(this.parameters),
		};
	}
}

/** An answer to a ring. */
export interface Rung {
	status: number;
	items: IDataObject[];
}
