import type { Ledger } from './line.mts';

export const emailLedger: Ledger = {
	'email.create': [
		['documented message', 'yes', 'email', 'answers the documented message with its id and links'],
		['unversioned path', 'yes', 'email', 'is reached without a version too'],
		['role email_api_send', 'yes', 'email', 'lets holders of email_api_send send, and nobody else'],
		['refusals', 'yes', 'email', 'refuses %s'],
		['a hundred recipients', 'yes', 'email', 'takes a hundred addresses'],
		['delivery', 'no', '', '', 'messages stay in the outbox: nothing leaves this machine'],
	],
	'email.get': [
		['documented message', 'yes', 'email', 'shows a message as documented, with one empty text where nobody is copied'],
		['sysparm_fields', 'yes', 'email', 'shows the fields that are asked for'],
		['403', 'yes', 'email', 'answers 403 for a message that does not exist or is not the caller’s to read'],
	],
};
