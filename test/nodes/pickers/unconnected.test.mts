import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';
import { ServiceNowPlatform } from '../../../nodes/ServiceNowPlatform/ServiceNowPlatform.node.ts';
import { ServiceNowPlatformTrigger } from '../../../nodes/ServiceNowPlatform/ServiceNowPlatformTrigger.node.ts';
import { by } from '../../support/instance.mts';
import { N8n } from '../../support/n8n/n8n.mts';
import { API, SERVICE } from '../../support/signIn.mts';
import { rejection } from '../../unit/support/failures.mts';

type Method = (this: ILoadOptionsFunctions) => Promise<unknown>;

const UNCONNECTED = 'Connect a credential, then press Retry.';
const n8n = new N8n();

/** Of a node with the Service Account chosen, whatever credential it has. */
function context(credentials: object | undefined, parameters: object = {}): ILoadOptionsFunctions {
	const chosen = by('id', 'a'.repeat(32));
	const items = { item: chosen, cartItem: chosen, record: chosen };
	const usual = { resource: 'record', table: by('name', 'u_own'), event: 'created:incident', ...items };
	const loading = n8n.loadOptions({ authentication: SERVICE, ...usual, ...parameters } as never);
	const whole = loading.getNode();
	return Object.assign(loading, { getNode: () => ({ ...whole, credentials }) });
}

const [node, trigger] = [new ServiceNowPlatform().methods, new ServiceNowPlatformTrigger().methods];
const lists = [node, trigger].flatMap(({ listSearch, loadOptions }) => [
	...Object.entries(listSearch ?? {}),
	...Object.entries(loadOptions ?? {}),
]) as Array<[string, Method]>;
const forms = Object.entries(node.resourceMapping) as Array<[string, Method]>;

describe.each([
	['no credential', undefined],
	['one of another kind only', { [API]: { id: '1', name: 'Key' } }],
])('A node with %s', (_, credentials) => {
	it.each(lists)('says in its list what to do: %s', async (_name, method) => {
		const error = (await rejection(method.call(context(credentials)))) as Error & { level?: string };
		expect([error.message, error.level]).toEqual([UNCONNECTED, 'warning']);
	});

	it.each(forms)('says in its form what to do: %s', async (_name, method) => {
		const { fields, emptyFieldsNotice } = (await method.call(context(credentials))) as ResourceMapperFields;
		expect([fields, emptyFieldsNotice]).toEqual([[], UNCONNECTED]);
	});

	it('shows in its form what every instance has', async () => {
		const { fields, emptyFieldsNotice } = await node.resourceMapping.getColumnsToCreate.call(
			context(credentials, { resource: 'incident' }),
		);
		expect(emptyFieldsNotice).toBeUndefined();
		expect(fields.map(({ id }) => id)).toContain('short_description');
	});
});
