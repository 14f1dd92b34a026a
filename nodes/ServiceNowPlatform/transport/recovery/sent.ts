import type { ApiFailure } from '../../domain/failure/failure';
import type { ApiRequest, ApiResponse } from '../../domain/api/request';
import { failureOf } from '../errors/exceptions';
import type { Connection } from '../sending/connection';

/** The answer to a request, its failure included. */
export async function sent(connection: Connection, request: ApiRequest): Promise<ApiResponse | ApiFailure> {
	try {
		return await connection.send(request);
	} catch (error) {
		return failureOf(error, request);
	}
}
