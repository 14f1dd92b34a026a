/** Two knowledge bases with fifteen articles between them. */
import { at, classed, record, sysId } from '../../record.mts';
import type { SeedRow } from '../../record.mts';
import { userId } from '../foundation/people.mts';
import { dayOf, number, pick } from './tasks.mts';

const BASES = [
	['IT', 'Help with devices and programs'],
	['Company', 'How things are done here'],
] as const;

/** Label, base. */
const CATEGORIES = [
	['Devices', 'IT'],
	['Programs', 'IT'],
	['Network', 'IT'],
	['Travel', 'Company'],
	['Security', 'Company'],
] as const;

/** Title, category, first paragraph. */
const ARTICLES = [
	[
		'Connect to the office network from home',
		'Network',
		'Start the client, choose the nearest gateway, confirm on your phone.',
	],
	['Set up mail on a phone', 'Devices', 'Install the mail program and sign in with the company account.'],
	['Choose a printer', 'Devices', 'Printers are listed by floor; the hall printer staples.'],
	['Reset your own password', 'Security', 'Use the link on the sign-in page; the new one is valid at once.'],
	['Spot a forged message', 'Security', 'Look at the sender and at where its links lead.'],
	['Book a journey', 'Travel', 'Ask your manager first, then use the booking page.'],
	['Hand in receipts', 'Travel', 'Photograph them on the day; paper is not needed.'],
	['Share a screen in a meeting', 'Programs', 'Share one window rather than the whole desktop.'],
	['Recover a deleted file', 'Programs', 'Files stay in the bin of the share for thirty days.'],
	['Use wireless as a guest', 'Network', 'The code of the day hangs at the reception.'],
	['Windows keyboard shortcuts', 'Devices', 'The Windows key and an arrow move a window to one side.'],
	['Replace a battery', 'Devices', 'Do not open the laptop; order a replacement.'],
	['Encrypt an attachment', 'Security', 'Use the company tool; send the key another way.'],
	['Mailbox size', 'Programs', 'Old mail moves to the archive by itself.'],
	['Fax machines', 'Devices', 'The last machine was switched off.'],
] as const;

/** Well known from the documentation of the Knowledge API, by place in the list. */
const KNOWN: Record<number, readonly [string, string]> = {
	11: ['KB0000017', '3b07857187032100deddb882a2e3ec20'],
	12: ['KB0000020', '9e528db1474321009db4b5b08b9a71a6'],
	13: ['KB0000021', '0b48fd75474321009db4b5b08b9a71c2'],
};

/** The keyword by which articles are featured. */
const FEATURED = new Set([1, 4]);

function stateOf(n: number): string {
	if (n === 15) return 'retired';
	if (n === 14) return 'review';
	return n === 9 ? 'draft' : 'published';
}

function article([short_description, category, text]: (typeof ARTICLES)[number], index: number): SeedRow {
	const n = index + 1;
	const [id, sys_id] = KNOWN[n] ?? [number('KB', n), sysId('kb_knowledge', String(n))];
	const base = CATEGORIES.find(([label]) => label === category)?.[1] ?? 'IT';
	const state = stateOf(n);
	const created = at(dayOf(n));
	return classed('kb_knowledge', String(n), {
		sys_id,
		number: id,
		short_description,
		text: `<h2>${short_description}</h2><p>${text}</p>`,
		article_type: 'text',
		kb_knowledge_base: sysId('kb_knowledge_base', base),
		kb_category: sysId('kb_category', category),
		topic: 'General',
		author: userId(pick(['lena.fischer', 'beth.anglin'], n)),
		workflow_state: state,
		active: String(state !== 'retired'),
		latest: 'true',
		published: state === 'published' ? created.slice(0, 10) : '',
		valid_to: '2100-01-01',
		language: 'en',
		display_attachments: 'true',
		flagged: 'false',
		meta: FEATURED.has(n) ? 'homepage' : '',
		sys_view_count: String((n * 17) % 90),
		use_count: String(n % 4),
		sys_created_on: created,
		sys_created_by: 'lena.fischer',
	});
}

export const knowledgeRows: SeedRow[] = [
	...BASES.map(([title, description]) =>
		record('kb_knowledge_base', title, {
			title,
			description,
			owner: userId('lena.fischer'),
			kb_managers: userId('lena.fischer'),
			active: 'true',
			kb_version: '3',
			article_validity: '365',
			workflow: 'instant',
		}),
	),
	...CATEGORIES.map(([label, base]) =>
		record('kb_category', label, {
			label,
			value: label.toLowerCase(),
			full_category: label,
			parent_table: 'kb_knowledge_base',
			parent_id: sysId('kb_knowledge_base', base),
			active: 'true',
		}),
	),
	...ARTICLES.map(article),
	// Out of the box a base without criteria is open to everybody, strangers included: IT is, Company is not.
	record('user_criteria', 'Signed in', {
		name: 'Signed in',
		advanced: 'true',
		script: 'answer = gs.isLoggedIn();',
		active: 'true',
	}),
	record('kb_uc_can_read_mtom', 'Company', {
		kb_knowledge_base: sysId('kb_knowledge_base', 'Company'),
		user_criteria: sysId('user_criteria', 'Signed in'),
	}),
];
