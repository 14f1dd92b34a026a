import { timingSafeEqual } from 'node:crypto';
import { notAuthenticated, ServiceNowError } from '../errors.mts';
import type { Session, Store } from '../types.mts';
import type { Sessions } from './sessions.mts';

export function sameSecret(expected: string, given: string): boolean {
	const [left, right] = [Buffer.from(expected), Buffer.from(given)];
	return left.length === right.length && timingSafeEqual(left, right);
}

export type PasswordCheck = { session: Session } | { refused: string };

/** User name and password alone; what a channel asks beyond it is the caller's business. */
export function checkPassword(sessions: Sessions, user_name: string, password: string): PasswordCheck {
	const session = sessions.byName(user_name, 'basic');
	if (!session) return { refused: `user '${user_name}' is unknown, inactive or locked out` };
	const expected = session.user.user_password ?? '';
	if (expected === '' || !sameSecret(expected, password)) return { refused: `wrong password for '${user_name}'` };
	if (session.user.password_needs_reset === 'true') return { refused: `password of '${user_name}' needs reset` };
	return { session };
}

const secondFactorMissing = () => {
	const { status, message, detail, headers } = notAuthenticated();
	return new ServiceNowError(status, message, detail, { ...headers, 'x-mfa_token': 'invalid' });
};

/** Once Basic is restricted, only service accounts and holders of the role keep it; others get the ordinary 401. */
const mayUseBasic = ({ user, roles }: Session) =>
	user.web_service_access_only === 'true' || roles.has('snc_basic_auth_api_access');

export function basicSession(store: Store, sessions: Sessions, credentials: string): Session {
	const [user_name = '', ...rest] = Buffer.from(credentials, 'base64').toString('utf8').split(':');
	const checked = checkPassword(sessions, user_name, rest.join(':'));
	if ('refused' in checked) throw notAuthenticated();
	const { session } = checked;
	// Not asked of REST callers by default since Yokohama; an instance can still be set so.
	const asksSecondFactor = store.property('emulator.basic_auth.mfa_required') === 'true';
	if (asksSecondFactor && session.user.enable_multifactor_authn === 'true') throw secondFactorMissing();
	if (store.property('glide.authenticate.basic_auth.restricted') === 'true' && !mayUseBasic(session)) {
		throw notAuthenticated();
	}
	return session;
}
