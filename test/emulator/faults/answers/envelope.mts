import { envelope } from '../../errors.mts';
import type { ServiceNowError } from '../../errors.mts';
import type { ApiResponse } from '../../types.mts';

export const failure = (error: ServiceNowError): ApiResponse => ({
	status: error.status,
	headers: error.headers,
	body: envelope(error),
});
