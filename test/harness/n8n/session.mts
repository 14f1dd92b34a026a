import { request } from 'undici';

export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

export class N8nApiError extends Error {
	readonly status: number;

	constructor(method: string, path: string, status: number, message: string) {
		super(`n8n answered ${status} to ${method} /rest${path}: ${message}`);
		this.name = 'N8nApiError';
		this.status = status;
	}
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// Some answers are plain text, and some are empty.
		return text;
	}
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** Somebody signed in to n8n by its cookie, as the editor is. */
export class Session {
	readonly url: string;
	private cookie = '';

	constructor(url: string) {
		this.url = url;
	}

	async send(method: Method, path: string, body?: unknown): Promise<unknown> {
		const response = await request(`${this.url}/rest${path}`, {
			method,
			headers: { 'content-type': 'application/json', cookie: this.cookie },
			body: body === undefined ? null : JSON.stringify(body),
		});
		for (const cookie of [response.headers['set-cookie'] ?? []].flat()) {
			if (cookie.startsWith('n8n-auth=')) this.cookie = cookie.slice(0, cookie.indexOf(';'));
		}
		const answer = parse(await response.body.text());
		if (response.statusCode >= 400) {
			const message = isObject(answer) ? String(answer.message ?? JSON.stringify(answer)) : String(answer);
			throw new N8nApiError(method, path, response.statusCode, message);
		}
		return isObject(answer) && answer.data !== undefined ? answer.data : answer;
	}

	/** Signs in; on a fresh n8n that first creates the owner account. */
	async signIn(owner: Owner): Promise<void> {
		const settings = (await this.send('GET', '/settings')) as {
			userManagement?: { showSetupOnFirstLoad?: boolean };
		};
		if (settings.userManagement?.showSetupOnFirstLoad) await this.send('POST', '/owner/setup', owner);
		else await this.send('POST', '/login', { emailOrLdapLoginId: owner.email, password: owner.password });
	}

	/** A file that the editor loads: the descriptions of all nodes, for example. */
	async file(path: string): Promise<unknown> {
		const response = await request(`${this.url}${path}`, { headers: { cookie: this.cookie } });
		return await response.body.json();
	}
}
