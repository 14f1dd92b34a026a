/** What goes wrong when signing in, as docs/troubleshooting.md has it. "…" stands for what differs. */
export interface Trouble {
	/** Messages of the credential test and of the node that mean the same. */
	messages: string[];
	cause: string;
	fix: string;
}

export const TROUBLES = {
	denied: {
		messages: ['ServiceNow did not issue a token: server_error, access_denied'],
		cause: 'ServiceNow’s one answer to every OAuth mistake',
		fix: 'Client credentials: the system property `glide.oauth.inbound.client.credential.grant_type.enabled`, the OAuth Application User (set, active, not locked out), client ID and secret, scope. Password: name and password, an active user who need not reset it and has no MFA or single sign-on, then the client. JWT bearer: client, Subject, key ID and public key in the verifier map, issuer and audience, clocks. The instance’s system log names the cause',
	},
	disconnected: {
		messages: [
			'The credential is not connected to ServiceNow yet',
			'The credential has been changed since somebody connected it',
			'The refresh token has ended …',
		],
		cause:
			'Authorization code or PKCE: nobody has signed in yet, or to another instance or client, or the refresh token is over, revoked or never was',
		fix: 'Open the credential and click Connect',
	},
	unaccepted: {
		messages: ['ServiceNow issued a token but does not accept it'],
		cause: 'The token’s user may not use web services',
		fix: 'Check that the user is active and not locked out, and API access policies',
	},
	refused: {
		messages: ['ServiceNow refused the sign-in: User Not Authenticated …'],
		cause:
			'API key: wrong, over, or no REST API access policy for it. Basic: wrong password, inactive or locked user, password to be reset, or Basic restricted. Certificate: not mapped to a user, or not sent (n8n before 2.20)',
		fix: 'Follow the order that the message gives; an instance with restricted Basic wants the role `snc_basic_auth_api_access` or a user that is web service access only',
	},
	secondFactor: {
		messages: ['The password is right, but this user needs a second factor (MFA)'],
		cause: 'Basic, and the user has MFA',
		fix: 'Use OAuth, an API key, or a user without MFA',
	},
	forbidden: {
		messages: ['Signed in, but the user may not read sys_user'],
		cause: 'A role, an access rule (ACL), an API access policy or the auth scope is missing',
		fix: 'Ask the administrator; the credential may work for the tables it is meant for all the same',
	},
	unscoped: {
		messages: ['Signed in, but the Application Registry record keeps its tokens from APIs without an auth scope'],
		cause: 'Its token restriction; ServiceNow says `Access to unscoped api is not allowed`',
		fix: 'Have the restriction lifted, or a scope of the record given to the APIs',
	},
	tokenless: {
		messages: ['The token endpoint answered without a token', 'The answer of the token endpoint broke off'],
		cause: 'Something else answers there, or the connection broke',
		fix: 'Check the instance address and the token path under **Advanced**; try again',
	},
	noHost: {
		messages: ['… cannot be found …'],
		cause: 'The instance name is wrong',
		fix: 'It is the first part of the instance’s address: `dev12345` of `https://dev12345.service-now.com`',
	},
	notAnInstance: {
		messages: [
			'Instance: The credential names no ServiceNow instance',
			'Instance: "…" is not the name or address of a ServiceNow instance',
		],
		cause: 'The instance is empty or cannot be one',
		fix: 'Enter its name, its host, or the address of one of its pages',
	},
	unencrypted: {
		messages: ['… would send the sign-in unencrypted'],
		cause: '`http://` in place of `https://`',
		fix: 'Use `https://`; `http://` is for localhost only',
	},
	unreachable: {
		messages: ['… cannot be reached …'],
		cause: 'Network, proxy or firewall, or the wrong port',
		fix: 'Check that n8n’s machine can open the instance’s address',
	},
	certificate: {
		messages: ['The certificate of … cannot be trusted …'],
		cause: 'A private certificate authority, or one in between that reads along',
		fix: 'Set `NODE_EXTRA_CA_CERTS` for n8n, or fill in **Certificates** (n8n 2.20 or newer; not of a personal sign-in)',
	},
	handshake: {
		messages: ['… does not speak HTTPS as expected …'],
		cause: 'An address without HTTPS, or an instance that asks for a client certificate',
		fix: 'Check address and port; fill in **Certificates** (n8n 2.20 or newer; not of a personal sign-in)',
	},
	unusableCertificate: {
		messages: [
			'Client certificate and key come together: one of them is missing',
			'Client Certificate is not PEM text',
			'The credential has no client certificate',
			'The certificates of the credential cannot be used',
		],
		cause: 'What stands under **Certificates** is not whole or does not belong together',
		fix: 'Paste each whole, from `-----BEGIN` to `-----END`',
	},
	key: {
		messages: [
			'The credential has no private key',
			'The private key cannot be read',
			'The private key is encrypted and cannot be opened',
			'Private Key holds a certificate or a public key',
			'The private key does not fit the algorithm …',
		],
		cause: 'JWT bearer: the key or its passphrase',
		fix: 'Paste the whole private key; RS algorithms need RSA, ES256/384/512 the curves P-256/P-384/P-521',
	},
	empty: {
		messages: ['… of the credential is empty', 'API Key has a character that no key has'],
		cause: 'A field is missing, or something else was pasted into it',
		fix: 'Open the credential and fill it in',
	},
	asleep: {
		messages: ['The ServiceNow instance is asleep', 'The instance answered with a web page instead of data'],
		cause: 'A developer instance that nobody used',
		fix: 'Wake it up on developer.servicenow.com',
	},
	loginPage: {
		messages: ['… answered with a login page', '… answered with a web page …'],
		cause: 'Single sign-on, a portal or a proxy stands in front of the instance',
		fix: 'Check the instance address, and the token path under **Advanced**',
	},
	redirected: {
		messages: ['… redirects to …'],
		cause: 'The address leads elsewhere; it is not followed, since the sign-in would go along',
		fix: 'Enter the address it redirects to, if that is your instance',
	},
	busy: {
		messages: ['… limits requests at the moment', 'Signed in, but the instance is limiting requests'],
		cause: 'A rate limit of the instance',
		fix: 'Try again later, or ask for a higher limit',
	},
	failed: {
		messages: [
			'The token endpoint failed (status …)',
			'The instance failed (status …)',
			'… did not answer within … s',
			'The connection to … broke off while …',
		],
		cause: 'The instance has trouble',
		fix: 'Try again later',
	},
	noData: {
		messages: ['The instance answered without data'],
		cause: 'Something else stands at this address, or the Table API is closed to the user',
		fix: 'Check the address; a node that uses the credential shows ServiceNow’s words',
	},
	domains: {
		messages: ['Allowed Domains of this credential leave out …'],
		cause: 'The credential’s own limits for the HTTP Request node apply to its sign-in, too (n8n 2.40 or newer)',
		fix: 'Add the instance to Allowed Domains',
	},
	elsewhere: {
		messages: ['This credential signs in to … only, not to …'],
		cause: 'An HTTP Request node uses the credential for another host',
		fix: 'Use the instance’s address',
	},
} satisfies Record<string, Trouble>;

/** The text between the parts that differ. */
export function patternOf(message: string): RegExp {
	const parts = message.split('…').map((part) => part.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(parts.join('[^]*'));
}
