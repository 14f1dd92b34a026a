import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

type Shown = Required<IDisplayOptions>['show'];

/**
 * What to do in ServiceNow before the fields below can be filled in. Of HTML n8n's notices keep links, ul and li only, and put a dot
 * before each li; a list without items is a paragraph of its own.
 */
export const stepsNotice = (name: string, show: Shown, steps: string[]): INodeProperties => ({
	displayName: `In ServiceNow, once:${steps.map((step, index) => `<ul>${index + 1}. ${step}</ul>`).join('')}`,
	name,
	type: 'notice',
	default: '',
	displayOptions: { show },
});

/** The first step of each grant, by the names of the current console and of the registry that it replaces. */
export const registration = (integration: string, endpoint = 'OAuth API endpoint'): string =>
	`Create the client: Machine Identity Console → Inbound integrations → New integration → “${integration}”; a provider name is asked for, e.g. n8n. In older releases: System OAuth → Application Registry → New → “Create an ${endpoint} for external clients”.`;

export const COPY_BOTH = 'Copy its client ID and client secret into the fields below.';
