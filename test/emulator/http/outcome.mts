import type { ApiResponse, Session } from '../types.mts';

/** What has become of a request on its way through the dispatcher. */
export interface Outcome {
	response: ApiResponse;
	/** Made by the edge in front of the instance: none of the platform's headers are on it. */
	edge: boolean;
	loggedIn: boolean;
}

export const byPlatform = (response: ApiResponse, session?: Session): Outcome => ({
	response,
	edge: false,
	loggedIn: session !== undefined && session.via !== 'guest',
});

export const byEdge = (response: ApiResponse): Outcome => ({ response, edge: true, loggedIn: false });
