import { inside, text } from './host.mts';

interface Answer {
	status: number;
	headers: Record<string, string>;
	body: string;
	error: string;
	code: number;
}

/** The answer of whoever was called. One that is still to come is waited for by the first question about it. */
export class RESTResponseV2 {
	$ticket: number;
	$answer: Answer | undefined;
	/** Seconds. */
	$patience: number | undefined;

	constructor(ticket: number, answer?: Answer) {
		this.$ticket = ticket;
		this.$answer = answer;
	}

	$arrived(): Answer {
		this.$answer ??= inside.ask('arrived', { ticket: this.$ticket, seconds: this.$patience ?? null }) as Answer;
		return this.$answer;
	}

	waitForResponse(seconds: unknown) {
		this.$patience = Number(seconds);
		this.$arrived();
	}

	getStatusCode() {
		return this.$arrived().status;
	}

	getBody() {
		return this.$arrived().body;
	}

	getHeader(name: unknown) {
		return this.$arrived().headers[text(name).toLowerCase()] ?? null;
	}

	getHeaders() {
		return { ...this.$arrived().headers };
	}

	haveError() {
		return this.$arrived().error !== '';
	}

	getErrorMessage() {
		return this.$arrived().error;
	}

	getErrorCode() {
		return this.$arrived().code;
	}
}

/** `sn_ws.RESTMessageV2` without a record. */
export class RESTMessageV2 {
	$request = {
		method: 'get',
		endpoint: '',
		headers: {} as Record<string, string>,
		query: [] as Array<[string, string]>,
		body: '',
		timeout: null as number | null,
		mid_server: '',
		log_level: '',
	};

	constructor(name?: unknown) {
		if (name !== undefined) throw new Error(`REST message '${text(name)}' does not exist`);
	}

	setEndpoint(endpoint: unknown) {
		this.$request.endpoint = text(endpoint);
	}

	getEndpoint() {
		return this.$request.endpoint;
	}

	setHttpMethod(method: unknown) {
		this.$request.method = text(method);
	}

	setRequestHeader(name: unknown, value: unknown) {
		this.$request.headers[text(name)] = text(value);
	}

	getRequestHeaders() {
		return { ...this.$request.headers };
	}

	setQueryParameter(name: unknown, value: unknown) {
		this.$request.query.push([text(name), text(value)]);
	}

	setRequestBody(body: unknown) {
		this.$request.body = text(body);
	}

	getRequestBody() {
		return this.$request.body;
	}

	setBasicAuth(user: unknown, password: unknown) {
		const login = inside.ask('base64', { value: `${text(user)}:${text(password)}` });
		this.setRequestHeader('Authorization', `Basic ${text(login)}`);
	}

	/** Milliseconds that the socket may be silent. */
	setHttpTimeout(milliseconds: unknown) {
		this.$request.timeout = Number(milliseconds);
	}

	setMIDServer(name: unknown) {
		this.$request.mid_server = text(name);
	}

	setLogLevel(level: unknown) {
		this.$request.log_level = text(level);
	}

	/** These matter to a MID server only. */
	setEccParameter() {}

	setEccCorrelator() {}

	execute() {
		return new RESTResponseV2(0, inside.ask('send', this.$request) as Answer);
	}

	executeAsync() {
		return new RESTResponseV2(Number(inside.ask('sendLater', this.$request)));
	}
}
