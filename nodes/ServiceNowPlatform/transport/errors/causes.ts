/** One error of a chain: of its many properties those that say something, and none that could hold a secret. */
export interface Link {
	name: unknown;
	message: unknown;
	/** By Node's or n8n's name: ECONNREFUSED, EAUTH, … */
	code: unknown;
	/** Answer of the token endpoint. */
	body: unknown;
	status: unknown;
	/** Status of an HTTP answer. */
	answered: unknown;
	context: unknown;
	description: unknown;
}

const MOST_LINKS = 10;

/**
 * The error and everything that caused it, outermost first. From 1.98 to 2.35 n8n loses the cause of an error that it wraps; of a
 * network error the wrapper then still has the code, where others have a status, and the first message.
 */
export function causes(error: unknown): Link[] {
	const chain: Link[] = [];
	for (let link = error; typeof link === 'object' && link !== null && chain.length < MOST_LINKS; ) {
		const { cause } = link as { cause?: unknown };
		chain.push(linkOf(link as Record<string, unknown>));
		link = cause;
	}
	return chain;
}

function linkOf(error: Record<string, unknown>): Link {
	const { name, message, messages, code, httpCode, body, status, response, context, description } = error;
	const answer = (response ?? {}) as { status?: unknown; data?: unknown };
	const [original = message] = Array.isArray(messages) ? (messages as unknown[]) : [];
	return {
		name,
		message: original,
		code: typeof code === 'string' && code !== '' ? code : symbolic(httpCode),
		body: body ?? answer.data,
		status,
		answered: answer.status,
		context,
		description,
	};
}

function symbolic(code: unknown): unknown {
	return typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code) ? code : undefined;
}
