/** What one needs to sign in to the seeded instance: the ready line prints it, tests read it. */
import { CLIENTS, JWT_CLIENTS } from './rows/platform/oauthClients.mts';
import { SIGN_IN, SIGN_IN_REFUSED } from './rows/foundation/people.mts';
import type { Person } from './rows/foundation/staff.mts';

export interface UserAccount {
	user_name: string;
	password: string;
	/** Granted directly; contained and group roles come on top. */
	roles: string[];
}

const account = ({ user_name, password = '', roles = [] }: Person): UserAccount => ({ user_name, password, roles });

export const accounts = {
	users: SIGN_IN.map(account),
	/** Right password, refused all the same: reset due, inactive, locked out, or a second factor where it is asked for. */
	refused: SIGN_IN_REFUSED.map(account),
	oauth: CLIENTS.map(({ name, client_id, client_secret, grants }) => ({ name, client_id, client_secret, grants })),
	apiKeys: [
		{ name: 'Integration key', key: 'demo-integration-api-key', user_name: 'integration.user' },
		{ name: 'Employee key', key: 'demo-employee-api-key', user_name: 'employee' },
		{ name: 'Retired key', key: 'demo-retired-api-key', user_name: 'integration.user' },
	],
	/** JWT bearer clients with the private half of their key. */
	jwt: JWT_CLIENTS,
};
