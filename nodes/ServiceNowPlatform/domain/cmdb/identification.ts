import { apiPath, type ApiRequest } from '../api/request';
import { payloadJoint } from './payloadJoint';

/** What is reported of an item to the Identification and Reconciliation Engine. */
export interface PayloadItem {
	className: string;
	values: Record<string, string>;
	/** Records of other tables by which the item is identified: serial numbers, network adapters. */
	lookup?: Array<{ className: string; values: Record<string, string> }>;
	/** Which changes of its class are kept from happening. */
	settings?: Record<string, boolean>;
	/** The key that the source itself has for the item. */
	sys_object_source_info?: Record<string, string>;
}

export interface Payload {
	/** The item, then those that it is related to. */
	items: PayloadItem[];
	/** `parent` and `child` are places in the list of items; `type` is a relation type's name. */
	relations: Array<{ parent: number; child: number; type: string }>;
}

export interface Identification extends Payload {
	/** A choice of `discovery_source`. */
	source: string;
	/** Only say what would be done. */
	isSimulated: boolean;
	/** Keep what cannot be identified yet, until a source tells the rest. */
	keepPartial: boolean;
	withSummary: boolean;
}

/**
 * One item, with those it is related to, in the form in which a failure of one keeps no other from being stored. An item that was stored is
 * recognised when it is reported again, so that the request may be repeated.
 */
export function identificationRequest(identification: Identification): ApiRequest {
	const { source, isSimulated, keepPartial, withSummary, items, relations } = identification;
	const options = {
		// Partial payloads switch the other two on; left to itself, the engine would have partial payloads on.
		partial_payloads: keepPartial,
		partial_commits: true,
		deduplicate_payloads: keepPartial,
		generate_summary: withSummary,
	};
	return {
		method: 'POST',
		path: apiPath`/api/now/identifyreconcile/${isSimulated ? 'queryEnhanced' : 'enhanced'}`,
		query: {
			sysparm_data_source: source,
			options: Object.entries(options)
				.map(([name, value]) => `${name}:${value}`)
				.join(','),
		},
		body: { items, relations },
		idempotent: true,
		// A summary is one of the whole payload.
		...(withSummary ? {} : { joint: payloadJoint }),
	};
}
