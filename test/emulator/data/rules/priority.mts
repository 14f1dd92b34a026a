import { changed, set } from './change.mts';
import type { Change, Rule } from './change.mts';

/** impact → urgency → priority (documented lookup rules for incidents; problems and changes use the same). */
const LOOKUP: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	'1': { '1': '1', '2': '2', '3': '3' },
	'2': { '1': '2', '2': '3', '3': '4' },
	'3': { '1': '3', '2': '4', '3': '5' },
};

function applies(change: Change): boolean {
	const always = change.chain.includes('incident') || change.chain.includes('problem');
	if (always) return !change.before || ['impact', 'urgency', 'priority'].some((element) => changed(change, element));
	// A change keeps its own default until somebody says how urgent it is.
	return change.chain.includes('change_request') && ('impact' in change.sent || 'urgency' in change.sent);
}

export const priorityRule: Rule = (change) => {
	if (!applies(change)) return;
	const priority = LOOKUP[change.after.impact ?? '']?.[change.after.urgency ?? ''];
	if (priority) set(change, 'priority', priority);
};
