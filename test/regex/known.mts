/**
 * Expressions that are known to take too long on hostile input and still stand there, by file. The list may only get shorter:
 * an entry that is not needed any more fails the check as an expression does that is not listed.
 */
export const KNOWN: Readonly<Record<string, readonly string[]>> = {
	'addresses.ts': [
		String.raw`/servicecatalog_cat_item[a-z_]*\.do\?(?:[^#]*?&)?sysparm_(?:id|guide)=([0-9a-f]{32})(?![0-9a-f])/i`,
		String.raw`/[?&]id=sc_cat_item[a-z_]*&(?:[^#]*?&)?sys_id=([0-9a-f]{32})(?![0-9a-f])/i`,
		String.raw`/\b[a-z_]*(?:cat_item|record_producer)[a-z_]*\.do\?(?:[^#]*?&)?sys_id=([0-9a-f]{32})(?![0-9a-f])/i`,
		String.raw`/\/[a-z_-]*(?:cat_item|catalog[_-]item|record_producer)[a-z_-]*\/([0-9a-f]{32})(?![0-9a-f])/i`,
		String.raw`/\bsc_catalog\.do\?(?:[^#]*?&)?sys_id=([0-9a-f]{32})(?![0-9a-f])/i`,
		String.raw`/servicecatalog_category_view\.do\?(?:[^#]*?&)?sysparm_parent=([0-9a-f]{32})(?![0-9a-f])/i`,
		String.raw`/[?&]id=sc_category&(?:[^#]*?&)?sys_id=([0-9a-f]{32})(?![0-9a-f])/i`,
		String.raw`/\bsc_category\.do\?(?:[^#]*?&)?sys_id=([0-9a-f]{32})(?![0-9a-f])/i`,
		String.raw`/\b(?:sc_request|sc_req_item)\.do\?(?:[^#]*?&)?sys_id=([0-9a-f]{32})(?![0-9a-f])/i`,
		String.raw`/[?&](?:table|id)=(?:sc_request|sc_req_item)&(?:[^#]*?&)?sys_id=([0-9a-f]{32})(?![0-9a-f])/i`,
		String.raw`/servicecatalog_checkout_view[a-z0-9_]*\.do\?(?:[^#]*?&)?sysparm_sys_id=([0-9a-f]{32})(?![0-9a-f])/i`,
	],
	'article.ts': [String.raw`/[?&]id=kb_article\w*(?:&[^#]*)?&sys_id=(\w+)/i`],
	'assertion.ts': [String.raw`/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z0-9 ]*PRIVATE KEY-----\n/`],
	'email.ts': [String.raw`/(?:"[^"]*"|<[^>]*>|[^,;\n])+/g`],
	'encodedQuery.ts': [String.raw`/\^+$/`],
	'pem.ts': [String.raw`/-----BEGIN ([A-Z0-9 ]+?)-----([\s\S]*?)-----END \1-----/g`],
	'record.ts': [String.raw`/([a-z][a-z0-9_]*)\.do\?(?:(?!\.do\?)[^#])*?(?<=[?&])sys_id=([0-9a-f]{32})(?![0-9a-f])/i`],
};
