import { Readable } from 'node:stream';
import { traced } from '../data/trace.mts';
import type { Statement } from '../data/trace.mts';
import type { ApiRequest, ApiResponse, Context } from '../types.mts';

/** Stands for "Session Debug SQL", which a person switches on in the menu. */
const SWITCH = 'emulator.session_debug';

/** `17:17:27.777: Time: 0:00:00.002 for: glide_master_db[glide.5] SELECT …` */
const lineOf = (now: number, { sql, milliseconds }: Statement): string =>
	`${new Date(now).toISOString().slice(11, 23)}: Time: ${new Date(milliseconds).toISOString().slice(12, 23)} ` +
	`for: glide_master_db[glide.1] ${sql}`;

/** `X-WantSessionDebugMessages: true` puts what the session debugged beside the result, if it debugs anything. */
export async function withDebugLogs(
	{ headers }: ApiRequest,
	{ store, clock }: Context,
	work: () => Promise<ApiResponse>,
): Promise<ApiResponse> {
	const isWanted = headers['x-wantsessiondebugmessages']?.toLowerCase() === 'true';
	if (!isWanted || store.property(SWITCH) !== 'true') return await work();
	const statements: Statement[] = [];
	const response = await traced(statements, work);
	const { body } = response;
	if (typeof body !== 'object' || Buffer.isBuffer(body) || body instanceof Readable) return response;
	const debug_logs = statements.map((statement) => ({
		type: 'sql',
		customerUpdate: false,
		line: lineOf(clock.now(), statement),
		debugClassSet: '',
	}));
	return { ...response, body: { ...body, session: { debug_logs } } };
}
