import { fastify } from 'fastify';

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

/** A chat model that speaks OpenAI's protocol and decides by a function of what its tools have answered so far. */
export async function startChatModel(decide: (answers: string[]) => Decision): Promise<ChatModel> {
	const requests: ChatRequest[] = [];
	const app = fastify({ bodyLimit: 4_000_000 });
	app.post('/v1/chat/completions', async ({ body }, reply) => {
		const asked = body as ChatRequest;
		requests.push(asked);
		const decision = decide(toolAnswers(asked));
		const message = messageOf(decision, requests.length);
		const finish_reason = 'say' in decision ? 'stop' : 'tool_calls';
		const head = { id: `chat_${requests.length}`, created: 0, model: 'fake' };
		if (asked.stream !== true) {
			const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
			return { ...head, object: 'chat.completion', choices: [{ index: 0, message, finish_reason }], usage };
		}
		const chunk = {
			...head,
			object: 'chat.completion.chunk',
			choices: [{ index: 0, delta: delta(message), finish_reason }],
		};
		return await reply.type('text/event-stream').send(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`);
	});
	const address = await app.listen({ host: '127.0.0.1', port: 0 });
	return { url: `${address}/v1`, requests, stop: async () => await app.close() };
}
