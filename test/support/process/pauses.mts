import type * as N8nWorkflow from 'n8n-workflow';

/** Milliseconds of every pause that was asked for. To be imported before all else: none is waited for. */
export const pauses: number[] = [];

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<typeof N8nWorkflow>('n8n-workflow'),
	sleep: async (milliseconds: number) => void pauses.push(milliseconds),
}));
