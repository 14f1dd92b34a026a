import type { Ledger, Line } from '../line.mts';

const UPLOADING: readonly Line[] = [
	['404 for a missing record', 'yes', 'attachment', 'refuses a record that does not exist'],
	[
		'403 without write access to the record',
		'yes',
		'attachment',
		'lets nobody attach to a record that they may only read',
	],
	['com.glide.attachment.max_size', 'yes', 'attachment', "refuses more than the maximum size '%s'"],
	['glide.attachment.extensions', 'yes', 'attachment', 'refuses an extension that is not listed'],
	['glide.attachment.role', 'yes', 'attachment', 'asks for the role where attaching is not public'],
];

const ATTRIBUTES: Line = ['status and body', 'yes', 'attachment', 'keeps attributes'];

export const attachmentLedger: Ledger = {
	'attachment.list': [
		['sysparm_query', 'yes', 'attachmentList', 'is that of a query'],
		['name-value pairs', 'yes', 'attachmentList', 'is narrowed by pairs of field and value'],
		[
			'sysparm_limit, sysparm_offset, X-Total-Count, Link',
			'yes',
			'attachmentList',
			'tells how many there are and where the other pages lie',
			'not on the page; two clients rely on the count',
		],
		[
			'sysparm_limit: 10,000 by default',
			'yes',
			'attachmentList',
			'lists ten thousand files where no limit is given',
			'the page says 1000, a live export and a client 10,000',
		],
		['sysparm_suppress_pagination_header', 'yes', 'attachmentList', 'comes without links where they are suppressed'],
		['hidden with their records', 'yes', 'attachmentList', 'hides the files of records that the caller may not see'],
	],
	'attachment.get': [
		['metadata', 'yes', 'samples', 'in %s'],
		['404', 'yes', 'attachment', 'answers 404 for a file that does not exist'],
		['hidden with its record', 'yes', 'attachment', 'hides a file with its record'],
	],
	'attachment.download': [
		[
			'bytes, type and X-Attachment-Metadata',
			'yes',
			'attachment',
			'gives the bytes back, with their type and the metadata in a header',
		],
		['an empty file', 'yes', 'attachment', 'stores and returns an empty file'],
		['streamed', 'yes', 'attachment', 'streams a file far larger than the limit of other bodies'],
		[
			'whatever Accept says',
			'yes',
			'attachment',
			'gives the bytes back for Accept: %s',
			'the page calls Accept a filter; clients that ask for JSON get bytes from real instances',
		],
	],
	'attachment.downloadByName': [['the first file of the name', 'yes', 'attachmentList', 'is found on its record']],
	'attachment.upload': [
		[
			'201, Location and metadata',
			'yes',
			'attachment',
			'stores the body as a file: 201, Location and metadata in strings',
		],
		['table_name, table_sys_id, file_name', 'yes', 'attachment', 'refuses an upload without %s'],
		['Content-Type', 'yes', 'attachment', 'refuses an upload without Content-Type'],
		['creation_time', 'yes', 'attachment', 'takes the time of creation from the request'],
		['encryption_context', 'no', '', '', 'kept with the row; nothing is encrypted'],
		['hash', 'yes', 'attachment', 'tells the hash of the content'],
		...UPLOADING,
	],
	'attachment.form': [
		['the file as the last part', 'yes', 'attachment', 'takes a form with the file as its last part'],
		['400 without a record', 'yes', 'attachment', 'refuses a form without a record'],
		...UPLOADING,
	],
	'attachment.update': [['file_name, 204', 'yes', 'attachment', 'renames with 204']],
	'attachment.delete': [
		['204, and the bytes are gone', 'yes', 'attachment', 'deletes with 204'],
		['403', 'yes', 'attachment', 'lets nobody attach to a record that they may only read'],
	],
	'attachment.attributes.list': [ATTRIBUTES],
	'attachment.attributes.create': [ATTRIBUTES],
	'attachment.attributes.get': [ATTRIBUTES],
	'attachment.attributes.update': [ATTRIBUTES],
	'attachment.attributes.delete': [ATTRIBUTES],
	'attachment.attributes.clear': [ATTRIBUTES],
};
