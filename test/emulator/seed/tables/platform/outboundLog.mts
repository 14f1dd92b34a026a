/** Calls that scripts make to the outside; the fields are those of the page on log levels. */
import { documentId, integer, root, tableName, text } from '../../columns.mts';
import type { TableSeed } from '../../../types.mts';

export const outboundLogTables: TableSeed[] = [
	root('sys_outbound_http_log', 'Outbound HTTP Request', [
		text('method', 'HTTP method'),
		text('url', 'URL', 1024, { display: true }),
		text('scheme', 'Scheme'),
		text('hostname', 'Hostname', 255),
		text('url_path', 'Path', 1024),
		text('url_query', 'Request query', 4000),
		text('protocol', 'Protocol'),
		integer('response_status', 'HTTP response status'),
		integer('response_time', 'Total call time'),
		integer('request_length', 'Request length'),
		integer('response_length', 'Response length'),
		text('request_headers', 'Request headers', 4000),
		text('request_body', 'Request body', 1000),
		text('response_headers', 'Response headers', 4000),
		text('response_body', 'Response body', 1000),
		text('error_message', 'Error message', 1000),
		text('log_level', 'Log level'),
		text('mid_server', 'MID server', 100),
		tableName('source_table', 'Source table'),
		documentId('source_record', 'Source record ID', { dependent: 'source_table' }),
		text('scope', 'Scope'),
		text('user', 'User', 80),
	]),
];
