/** What the emulator and the thread that makes outbound calls say to each other, as JSON. */

export interface OutboundRequest {
	method: string;
	url: string;
	headers: Record<string, string>;
	body: string;
	/** Milliseconds until there has to be a connection, and for which it may be silent then. */
	connectTimeout: number;
	socketTimeout: number;
	/** Connections to one host, and to all; what finds none free waits. */
	perHost: number;
	total: number;
}

export interface OutboundAnswer {
	/** 0 where there is none. */
	status: number;
	headers: Record<string, string>;
	body: string;
	/** '' where all went well. */
	error: string;
	/** 1 for a silent socket, as documented. */
	code: number;
}

export const failed = (error: string, code = 2): OutboundAnswer => ({ status: 0, headers: {}, body: '', error, code });
