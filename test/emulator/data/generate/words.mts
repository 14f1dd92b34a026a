import type { Random } from './random.mts';

const WHAT = [
	'VPN client',
	'Laptop',
	'Mailbox',
	'Printer',
	'Payroll report',
	'Badge reader',
	'Wireless network',
	'Database',
	'Intranet page',
	'Phone',
];
const DOES = [
	'does not start',
	'is very slow',
	'loses its connection',
	'shows an error',
	'cannot be reached',
	'needs an upgrade',
	'rejects the password',
	'stops at random',
];
const WHERE = [
	'in building 3',
	'on the second floor',
	'at home',
	'after the last update',
	'since this morning',
	'for the whole team',
	'in the branch office',
	'on mobile',
];

export function sentence(random: Random): string {
	return `${random.pick(WHAT)} ${random.pick(DOES)} ${random.pick(WHERE)}`;
}

export function paragraph(random: Random): string {
	return `${sentence(random)}. ${sentence(random)}.\nSeen ${random.below(9) + 1} times.`;
}
