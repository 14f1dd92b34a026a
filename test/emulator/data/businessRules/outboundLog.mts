/** api-reference/web-services/outbound-logging-configure.md: what is kept of a call to the outside, by level. */
import type { OutboundAnswer } from '../../outbound/protocol.mts';
import type { Row } from '../../types.mts';
import { insertRecord } from '../records/rows.mts';
import { systemColumns } from '../records/system.mts';
import type { Given } from './answers/context.mts';
import { textOf } from './answers/context.mts';
import type { BusinessRule } from './rule.mts';
import type { View } from './view.mts';

const TABLE = 'sys_outbound_http_log';
const LEVELS = ['basic', 'elevated', 'all'];

export interface Call {
	given: Given;
	answer: OutboundAnswer;
	milliseconds: number;
}

function levelOf({ engine }: View, given: Given): string {
	const isOverridden = engine.property('glide.outbound_http_log.override') === 'true';
	const wanted = isOverridden ? engine.property('glide.outbound_http_log.override.level') : textOf(given, 'log_level');
	return LEVELS.includes(wanted ?? '') ? (wanted ?? '') : 'basic';
}

const lines = (headers: unknown): string =>
	Object.entries(headers ?? {})
		.map(([name, value]) => `${name}: ${String(value)}`)
		.join('\n');

/** The first characters of a body, 100 unless the instance says otherwise, and never more than 1,000. */
function beginning({ engine }: View, body: string): string {
	const limit = Number(engine.property('glide.outbound_http.content.max_limit')) || 100;
	return body.slice(0, Math.min(limit, 1000));
}

function ofLevel(view: View, level: string, { given, answer }: Call, query: string): Row {
	if (level === 'basic') return {};
	const elevated = {
		url_query: query,
		request_headers: lines(given.headers),
		response_headers: lines(answer.headers),
	};
	if (level === 'elevated') return elevated;
	const bodies = {
		request_body: beginning(view, textOf(given, 'body')),
		response_body: beginning(view, answer.body),
	};
	return { ...elevated, ...bodies };
}

export function logCall(view: View, rule: BusinessRule, call: Call): void {
	const { engine, session } = view;
	if (engine.property('glide.outbound_http.db.log') === 'false' || !engine.database.db.isOpen) return;
	const { given, answer, milliseconds } = call;
	const level = levelOf(view, given);
	const [, scheme = '', hostname = '', path = '', query = ''] =
		/^(\w+):\/\/([^/?#]*)([^?#]*)\??([^#]*)/.exec(textOf(given, 'endpoint')) ?? [];
	const row: Row = {
		...systemColumns(engine, session, TABLE, engine.newSysId()),
		...{ method: textOf(given, 'method').toUpperCase(), url: `${scheme}://${hostname}${path}`, protocol: 'HTTP/1.1' },
		...{ scheme, hostname, url_path: path, log_level: level, mid_server: textOf(given, 'mid_server') },
		...{ response_status: String(answer.status), response_time: String(milliseconds), error_message: answer.error },
		request_length: String(Buffer.byteLength(textOf(given, 'body'))),
		response_length: String(Buffer.byteLength(answer.body)),
		...{ source_table: 'sys_script', source_record: rule.sys_id, scope: 'global', user: session.user.user_name ?? '' },
		...ofLevel(view, level, call, query),
	};
	engine.database.afterEnd(() => insertRecord(engine, TABLE, row));
}
