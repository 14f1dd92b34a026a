import { SYSTEM } from './columns';
import type { ColumnShape } from './schema';
import { stockChain, told } from './stockTables';

/** Columns of words that no table uses as references. */
const WORDS = columns(
	'sys_id name number short_description description comments work_notes correlation_id correlation_display',
);

/** Columns that hold text everywhere: a time in them is kept as it is written. */
const TEXTS = columns(
	`cause_notes close_notes comments correlation_display correlation_id description email first_name fix_notes last_name name number
	short_description title user_name user_password work_notes workaround`,
);

/** Columns besides that are no references where those are known: most writes touch only these, and need no look into the dictionary. */
const PLAIN = columns(
	`active approval backout_plan business_impact category city close_code contact_type due_date employee_number escalation
	hold_reason impact implementation_plan incident_state justification mobile_phone on_hold_reason phone priority problem_state
	resolution_code risk risk_impact_analysis severity state street subcategory test_plan urgency zip`,
);

const STATES = '-5 -4 -3 -2 -1 0 1 2 3 4 5 6 7 8';
const PROBLEM_STATES = '101 102 103 104 105 106 107';
/** A class knows its own ones, a list of all tasks those of every class. */
const STATES_OF: Readonly<Record<string, ReadonlySet<string>>> = {
	task: columns(`${STATES} ${PROBLEM_STATES}`),
	incident: columns('1 2 3 6 7 8'),
	change_request: columns('-5 -4 -3 -2 -1 0 3 4'),
	problem: columns(PROBLEM_STATES),
};
const OTHER_STATES = columns('-5 1 2 3 4 7');

/** Columns of all work whose choices have numbers, and words. Those that instances begin with need no look. */
const NUMBERED: Readonly<Record<string, ReadonlySet<string>>> = {
	escalation: columns('0 1 2 3'),
	hold_reason: columns('1 2 3 4 5'),
	impact: columns('1 2 3'),
	incident_state: columns(STATES),
	priority: columns('1 2 3 4 5'),
	problem_state: columns(`${STATES} ${PROBLEM_STATES}`),
	risk: columns('1 2 3 4 5'),
	severity: columns('1 2 3'),
	state: OTHER_STATES,
	urgency: columns('1 2 3'),
};
const WORDED: Readonly<Record<string, ReadonlySet<string>>> = {
	approval: columns('requested approved rejected cancelled duplicate not_required'),
	category: columns('inquiry software hardware network database'),
	close_code: columns('successful successful_issues unsuccessful'),
	contact_type: columns('email phone chat self-service walk-in virtual_agent monitoring'),
	resolution_code: columns('fix_applied risk_accepted canceled duplicate'),
	subcategory: new Set(),
};

/** Columns that hold dates and times everywhere. */
const DATES = columns('closed_at opened_at resolved_at sys_created_on sys_updated_on');

/** Whether the column is known to hold no reference. */
export function isPlain(table: string, column: string): boolean {
	if (WORDS.has(column)) return true;
	return told(table, 'references').length > 0 && (PLAIN.has(column) || TEXTS.has(column));
}

/** Whether a column, at the end of a dotted path maybe, is known to hold text, or dates and times. */
function commonType(table: string, path: string): 'string' | 'glide_date_time' | undefined {
	const column = path.split('.').at(-1) ?? '';
	if (TEXTS.has(column)) return 'string';
	return DATES.has(column) || told(table, 'dates').flat().includes(path) ? 'glide_date_time' : undefined;
}

/** The type of the column that names a record’s own class. */
export const CLASS = 'sys_class_name';

/** What every instance has the column hold, where nobody needs to be asked and it is no reference. */
export function commonShape(table: string, column: string): ColumnShape | undefined {
	const known = stockChain(table)?.includes('task') === true ? choiceType(column) : undefined;
	if (known !== undefined) {
		const dependent = column === 'subcategory' ? 'category' : '';
		return { type: known, reference: '', key: 'sys_id', choice: '1', dependent, usual: usualChoices(table, column) };
	}
	if (column === 'sys_class_name') return { type: CLASS, reference: '', key: 'sys_id' };
	const isFlag = column === 'active' && told(table, 'references').length > 0;
	const type = isFlag ? 'boolean' : commonType(table, column);
	return type === undefined ? undefined : { type, reference: '', key: 'sys_id' };
}

function usualChoices(table: string, column: string): ReadonlySet<string> | undefined {
	const own = column === 'state' ? STATES_OF[table] : undefined;
	return own ?? NUMBERED[column] ?? WORDED[column];
}

function choiceType(column: string): 'integer' | 'string' | undefined {
	if (Object.hasOwn(NUMBERED, column)) return 'integer';
	return Object.hasOwn(WORDED, column) ? 'string' : undefined;
}

/** What every instance has the column refer to; undefined where that is not known. */
export function commonReference(table: string, column: string): ColumnShape | undefined {
	return shapeIn(told(table, 'references'), column, 'reference') ?? shapeIn(told(table, 'lists'), column, 'glide_list');
}

/** Whether every instance has all columns of a path. */
export function isStockPath(table: string, [element = '', ...others]: string[]): boolean {
	const reference = commonReference(table, element)?.reference;
	if (others.length > 0) return reference !== undefined && isStockPath(reference, others);
	const shown = [told(table, 'keys'), told(table, 'form')].flat(2);
	const telling = told(table, 'telling').flatMap((list) => list.split(/[ ?#@]+/));
	return reference !== undefined || SYSTEM.test(element) || [...shown, ...telling].includes(element);
}

function shapeIn(tables: Array<Readonly<Record<string, string>>>, column: string, type: string) {
	const reference = tables.find((known) => Object.hasOwn(known, column))?.[column];
	return reference === undefined ? undefined : { type, reference, key: 'sys_id' };
}

function columns(words: string): Set<string> {
	return new Set(words.split(/\s+/));
}
