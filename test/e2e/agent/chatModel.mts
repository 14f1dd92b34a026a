import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A message of OpenAI's chat API, as far as the tests read it. */
export interface Message {
	role: string;
	content?: unknown;
	tool_call_id?: string;
}

/** A tool as an agent shows it to its model. */
export interface OfferedTool {
	function: {
		name: string;
		description: string;
		parameters: { properties: Record<string, object>; required?: string[] };
	};
}

export interface ChatRequest {
	messages: Message[];
	tools: OfferedTool[];
	stream?: boolean;
}

/** What the model decides: tools to call, or the last word. */
export type Decision = { call: string; arguments: Record<string, unknown> } | { say: string };

export interface ChatModel {
	readonly url: string;
	/** Everything that the agent asked, in order. */
	readonly requests: ChatRequest[];
	stop(): Promise<void>;
}

const text = ({ content }: Message): string => (typeof content === 'string' ? content : JSON.stringify(content));

/** What the tools have answered in this conversation, in the order of the calls. */
export const toolAnswers = ({ messages }: ChatRequest): string[] =>
	messages.filter(({ role }) => role === 'tool').map(text);

function messageOf(decision: Decision, turn: number): Record<string, unknown> {
	if ('say' in decision) return { role: 'assistant', content: decision.say };
	const call = { name: decision.call, arguments: JSON.stringify(decision.arguments) };
	return { role: 'assistant', content: null, tool_calls: [{ id: `call_${turn}`, type: 'function', function: call }] };
}

/** The same message as the one piece of a stream. */
function delta(message: Record<string, unknown>): Record<string, unknown> {
	const calls = message.tool_calls as object[] | undefined;
	return calls ? { ...message, tool_calls: calls.map((call, index) => ({ index, ...call })) } : message;
}

interface Reply {
	type: string;
	body: string;
}

function replyTo(asked: ChatRequest, decision: Decision, turn: number): Reply {
	const message = messageOf(decision, turn);
	const finish_reason = 'say' in decision ? 'stop' : 'tool_calls';
	const head = { id: `chat_${turn}`, created: 0, model: 'fake' };
	if (asked.stream !== true) {
		const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
		const whole = { ...head, object: 'chat.completion', choices: [{ index: 0, message, finish_reason }], usage };
		return { type: 'application/json', body: JSON.stringify(whole) };
	}
	const choices = [{ index: 0, delta: delta(message), finish_reason }];
	const chunk = { ...head, object: 'chat.completion.chunk', choices };
	return { type: 'text/event-stream', body: `data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n` };
}

/** A chat model that speaks OpenAI's protocol and decides by a function of what its tools have answered so far. */
export async function startChatModel(decide: (answers: string[]) => Decision): Promise<ChatModel> {
	const requests: ChatRequest[] = [];
	const answer = (body: unknown): Reply => {
		const asked = body as ChatRequest;
		requests.push(asked);
		return replyTo(asked, decide(toolAnswers(asked)), requests.length);
	};
	const server = createServer((request, response) => {
		if (request.method !== 'POST' || request.url !== '/v1/chat/completions') {
			response.writeHead(404).end();
			return;
		}
		json(request)
			.then(answer)
			.then(
				({ type, body }) => response.writeHead(200, { 'content-type': type }).end(body),
				// The agent shows it, and the test that asked fails.
				(error: unknown) => response.writeHead(500).end(String(error)),
			);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/v1`,
		requests,
		async stop() {
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
}
