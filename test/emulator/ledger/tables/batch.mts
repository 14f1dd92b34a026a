import type { Ledger } from '../line.mts';

export const batchLedger: Ledger = {
	batch: [
		['order, ids, statuses, bodies, headers', 'yes', 'batch', 'runs its requests in order and answers them in order'],
		['batch_request_id', 'yes', 'batch', 'returns an integer id as a string'],
		['exclude_response_headers', 'yes', 'batch', 'runs its requests in order and answers them in order'],
		['Accept of an item', 'yes', 'batch', 'answers an item in the format of its own Accept header'],
		['200 over failed items', 'yes', 'batch', 'is 200 even though items fail, and goes on after them'],
		['a broken item', 'yes', 'atomicity', 'with the url %s fails alone'],
		['JSON bodies only', 'yes', 'batch', 'reads JSON only'],
		['401', 'yes', 'batch', 'needs the caller to sign in'],
		['rights of the caller', 'yes', 'batch', "acts with the caller's rights"],
		['size of an item', 'yes', 'batch', 'leaves an item over five megabytes, and all behind it, unserviced'],
		['glide.rest.batch.max.inputSize', 'yes', 'batch', 'takes the limit of an item from the property'],
		[
			'X-BATCHREQUEST-MAX-OUTPUT-SIZE',
			'yes',
			'batch',
			'leaves an item whose answer is over the asked limit unserviced',
		],
		['thirty seconds', 'yes', 'batch', 'stops after thirty seconds of emulated time'],
		['counted apart', 'yes', 'batch', 'counts its items apart from requests'],
		['error_message, redirect_url', 'no', '', '', 'no request of these APIs is redirected; failed items have a body'],
		['Accept: multipart/mixed', 'no', '', '', 'the answer is JSON or XML'],
	],
};
