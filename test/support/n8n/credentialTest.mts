import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	type ICredentialDataDecryptedObject,
	type ICredentialTestRequest,
	type INode,
	type INodeType,
	type INodeTypes,
	Workflow,
} from 'n8n-workflow';
import type { N8n } from './n8n.mts';

export interface TestResult {
	status: 'OK' | 'Error';
	message: string;
}

/** As its description has it, without the package's name. */
const NO_OP = 'noOp';

/** A node type that sends the credential's test request, as n8n makes one for each test. */
function testNode(type: string, { request }: ICredentialTestRequest): INodeType {
	return {
		description: {
			displayName: 'No Operation, do nothing',
			name: NO_OP,
			group: ['organization'],
			version: 1,
			description: 'No Operation',
			defaults: { name: 'No Operation, do nothing' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: type, required: true }],
			properties: [{ displayName: 'Temp', name: 'temp', type: 'string', routing: { request }, default: '' }],
		},
	};
}

/**
 * What the credential dialog shows after Save: n8n's own test of a credential, step by step as its CredentialsTester takes them. The
 * credential is stored before, as the dialog does it.
 */
export async function testCredential(
	n8n: N8n,
	type: string,
	data: ICredentialDataDecryptedObject,
): Promise<TestResult> {
	const { id, name } = await n8n.credentials.add(type, data);
	return await testStored(n8n, type, String(id), name);
}

/** The same for a credential that is stored already. */
export async function testStored(n8n: N8n, type: string, id: string, name = 'Credential'): Promise<TestResult> {
	const { test } = n8n.credentials.type(type);
	if (test === undefined) return { status: 'Error', message: 'No testing function found for this credential.' };
	const nodeType = testNode(type, test);
	const typed = { getByName: () => nodeType, getByNameAndVersion: () => nodeType, getKnownTypes: () => ({}) };
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: NO_OP,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [type]: { id, name } },
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes: typed as INodeTypes });
	const complete = await n8n.credentials.complete(type, await n8n.credentials.stored(id));
	const decrypted = { id, name, type, data: complete };
	const context = new ExecuteContext(
		workflow,
		node,
		{ ...n8n.additionalData(), credentialsHelper: n8n.credentials.withForm(complete) },
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null } as never,
		[],
	);
	try {
		const response = await new RoutingNode(context, nodeType, decrypted).runNode();
		return judgeAnswer(test, response?.[0]?.[0]?.json);
	} catch (error) {
		return judgeError(test, error as ThrownByNode);
	}
}

interface ThrownByNode {
	message: string;
	cause?: { code?: string; response?: { status: number; statusText: string } };
}

interface Rule {
	type: string;
	properties: { value: unknown; message: string; key?: string };
}

const rulesOf = ({ rules }: ICredentialTestRequest) => (rules ?? []) as Rule[];

function judgeError(test: ICredentialTestRequest, { cause, message }: ThrownByNode): TestResult {
	if (cause?.response) {
		const { status, statusText } = cause.response;
		const rule = rulesOf(test).find(({ type, properties }) => type === 'responseCode' && properties.value === status);
		if (rule) return { status: 'Error', message: rule.properties.message };
		if (status < 199 || status > 299)
			return { status: 'Error', message: statusText || `Received HTTP status code: ${status}` };
	} else if (cause?.code) {
		return { status: 'Error', message: cause.code };
	}
	return { status: 'Error', message: String(message) };
}

function judgeAnswer(test: ICredentialTestRequest, json: unknown): TestResult {
	const rule = rulesOf(test).find(
		({ type, properties }) =>
			type === 'responseSuccessBody' && valueAt(json, String(properties.key)) === properties.value,
	);
	if (rule) return { status: 'Error', message: rule.properties.message };
	return { status: 'OK', message: 'Connection successful!' };
}

/** As lodash's `get` does it: of a text, too, single characters and the length. */
function valueAt(json: unknown, path: string): unknown {
	return path.split('.').reduce((value: unknown, key) => (value as Record<string, unknown> | null)?.[key], json);
}
