import { invalidGrant, unauthorizedClient } from './failure.mts';
import { confidentialClient, scopeOf } from './grant.mts';
import type { Grant } from './grant.mts';

/** Off until the administrator makes the property, and useless without a user whom the client acts as. */
export const clientCredentials: Grant = (request) => {
	const client = confidentialClient(request);
	if (request.store.property('glide.oauth.inbound.client.credential.grant_type.enabled') !== 'true') {
		throw unauthorizedClient('the client credentials grant is not enabled on this instance');
	}
	if (!client.user) throw unauthorizedClient(`client '${client.name ?? ''}' has no OAuth Application User`);
	const user = request.sessions.of(client.user, 'bearer');
	if (!user) throw invalidGrant('the OAuth Application User is inactive or locked out');
	return { client, user, scope: scopeOf(client, request.form.get('scope')), refresh: 'none' };
};
