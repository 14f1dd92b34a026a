import type * as N8nWorkflow from 'n8n-workflow';

type NodeErrors = typeof N8nWorkflow;

/**
 * To be imported before all else: what n8n from 1.98 to 2.35 does otherwise. Errors that it wraps lose their cause. (A store that was
 * told so does its part; see `CredentialStore.older`.)
 */
jest.mock('n8n-workflow', () => {
	const actual = jest.requireActual<NodeErrors>('n8n-workflow');
	class NodeApiError extends actual.NodeApiError {
		constructor(...given: ConstructorParameters<NodeErrors['NodeApiError']>) {
			super(...given);
			Object.defineProperty(this, 'cause', { value: undefined, writable: true, configurable: true });
		}
	}
	return { ...actual, NodeApiError };
});
