import { checkPassword } from '../basic.mts';
import { invalidGrant, unauthorizedClient } from './failure.mts';
import { confidentialClient, required, scopeOf } from './grant.mts';
import type { Grant } from './grant.mts';

export const passwordGrant: Grant = (request) => {
	const client = confidentialClient(request);
	if (request.store.property('glide.oauth.inbound.ropc.grant_type.disabled') === 'true') {
		throw unauthorizedClient('the password grant is disabled on this instance');
	}
	const checked = checkPassword(
		request.sessions,
		required(request.form, 'username'),
		required(request.form, 'password'),
	);
	if ('refused' in checked) throw invalidGrant(checked.refused);
	const { session: user } = checked;
	if (user.user.enable_multifactor_authn === 'true') throw invalidGrant('the user signs in with a second factor');
	return { client, user, scope: scopeOf(client, request.form.get('scope')), refresh: 'issue' };
};
