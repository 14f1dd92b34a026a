/** An answer of the platform that is not a success; http/ turns it into the error envelope. */
export class ServiceNowError extends Error {
	readonly status: number;
	readonly detail: string | null;
	readonly headers: Record<string, string>;

	constructor(status: number, message: string, detail: string | null = null, headers: Record<string, string> = {}) {
		super(message);
		this.status = status;
		this.detail = detail;
		this.headers = headers;
	}
}

/** `{"error":{…},"status":"failure"}`, the body of every failed REST call. */
export function envelope(error: ServiceNowError): {
	error: { message: string; detail: string | null };
	status: 'failure';
} {
	return { error: { message: error.message, detail: error.detail }, status: 'failure' };
}

export const notAuthenticated = (challenge = 'BASIC realm="Service-now"', headers: Record<string, string> = {}) =>
	new ServiceNowError(401, 'User Not Authenticated', 'Required to provide Auth information', {
		...(challenge && { 'www-authenticate': challenge }),
		...headers,
	});

export const noRecord = () =>
	new ServiceNowError(404, 'No Record found', "Record doesn't exist or ACL restricts the record retrieval");

export const invalidTable = (table: string) => new ServiceNowError(400, `Invalid table ${table}`);

export const aclFailure = (operation: 'Insert' | 'Update' | 'Delete') =>
	new ServiceNowError(403, 'Operation Failed', `ACL Exception ${operation} Failed due to security constraints`);

export const queryForbidden = () =>
	new ServiceNowError(
		403,
		'Insufficient rights to query records',
		'Field(s) present in the query do not have permission to be read',
	);

/** A rule on a whole API, not on its records, and a table that is closed to web services (its words are not documented). */
export const apiForbidden = () => new ServiceNowError(403, 'User Not Authorized', 'Failed API level ACL Validation');

export const noResource = () => new ServiceNowError(400, 'Requested URI does not represent any resource');
