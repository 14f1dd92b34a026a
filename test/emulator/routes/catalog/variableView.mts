/** Variables as the API shows them: typed JSON, containers with the variables inside them. */
import type { Row, Session, Store } from '../../types.mts';
import { choicesOf, displayOf, isType, tableOf, TYPE } from './questions.mts';
import { columnsOf, rowSetsOf } from './sets.mts';

const FRIENDLY: Readonly<Record<string, string>> = {
	'1': 'yes_no',
	'2': 'multi_line_text',
	'3': 'multiple_choice',
	'4': 'numeric_scale',
	'5': 'select_box',
	'6': 'single_line_text',
	'7': 'check_box',
	'8': 'reference',
	'9': 'date',
	'10': 'date_time',
	'11': 'label',
	'12': 'break',
	'14': 'custom',
	'15': 'ui_page',
	'16': 'wide_single_line_text',
	'17': 'custom_with_label',
	'18': 'lookup_select_box',
	'19': 'container_start',
	'20': 'container_end',
	'21': 'list_collector',
	'22': 'lookup_multiple_choice',
	'23': 'html',
	'24': 'container_split',
	'25': 'masked',
	'26': 'email',
	'27': 'url',
	'28': 'ip_address',
	'29': 'duration',
	'31': 'requested_for',
	'32': 'rich_text_label',
	'33': 'attachment',
};

/** The type that a container reports instead of its own. */
const CONTAINER = 0;

export interface VariableView {
	name: string;
	type: number;
	children?: VariableView[];
	[key: string]: unknown;
}

/** What a form starts with. The answer of Requested For is the caller until somebody else is chosen. */
export function startValue(session: Session, question: Row): string {
	const isSelf = isType(question, TYPE.requestedFor) && !question.default_value;
	return isSelf ? (session.user.sys_id ?? '') : (question.default_value ?? '');
}

function choiceList(store: Store, question: Row): object {
	const choices = choicesOf(store, question);
	if (!choices) return {};
	const none = question.include_none === 'true' ? [{ label: '-- None --', value: '', price: 0 }] : [];
	return { choices: [...none, ...choices].map(({ label, value }, index) => ({ label, value, index })) };
}

function reference(question: Row): object {
	const table = tableOf(question);
	return table ? { reference: table, ref_qualifier: question.reference_qual_condition ?? '' } : {};
}

const hasPrice = (question: Row) => isType(question, TYPE.checkBox, TYPE.select, TYPE.multipleChoice);

function pricing(store: Store, question: Row): object {
	if (!hasPrice(question)) return {};
	const extras = Number(question.price_if_checked) > 0 || choicesOf(store, question)?.some(({ price }) => price > 0);
	return { pricing_implications: extras === true };
}

function startOf(store: Store, session: Session, question: Row): { value: string | boolean; displayvalue: string } {
	const start = startValue(session, question);
	if (!isType(question, TYPE.checkBox)) return { value: start, displayvalue: displayOf(store, question, start) };
	return { value: start === 'true', displayvalue: start || 'false' };
}

/** What a container and a question differ in. */
function kindOf(store: Store, question: Row): { type: number; display_type?: string; children?: VariableView[] } {
	if (isType(question, TYPE.containerStart)) return { type: CONTAINER, children: [] };
	const kind = store.schema.choices('item_option_new', 'type').find(({ value }) => value === question.type);
	return { type: Number(question.type), display_type: kind?.label ?? '' };
}

function view(store: Store, session: Session, question: Row): VariableView {
	return {
		label: question.question_text ?? '',
		...kindOf(store, question),
		mandatory: question.mandatory === 'true',
		friendly_type: FRIENDLY[question.type ?? ''] ?? '',
		render_label: true,
		read_only: question.read_only === 'true',
		...pricing(store, question),
		name: question.name ?? '',
		attributes: question.attributes || 'edge_encryption_enabled=true',
		id: question.sys_id ?? '',
		...startOf(store, session, question),
		help_text: question.help_text ?? '',
		max_length: 0,
		...choiceList(store, question),
		...reference(question),
	};
}

/** A container holds all that follows until it ends; containers may stand in one another. */
export function variableViews(store: Store, session: Session, questions: Row[]): VariableView[] {
	const top: VariableView[] = [];
	const open = [top];
	for (const question of questions) {
		if (isType(question, TYPE.containerEnd)) {
			if (open.length > 1) open.pop();
			continue;
		}
		const shown = view(store, session, question);
		open.at(-1)?.push(shown);
		if (shown.children) open.push(shown.children);
	}
	return top;
}

/** Its columns stand in it as in a container. How this API shows a set of several rows is not documented: the portal's word for its type. */
export function rowSetViews(store: Store, session: Session, item: string): VariableView[] {
	return rowSetsOf(store, item).map(({ sys_id = '', internal_name = '', title = '' }) => ({
		name: internal_name,
		label: title,
		id: sys_id,
		type: CONTAINER,
		friendly_type: 'sc_multi_row',
		mandatory: false,
		read_only: false,
		render_label: true,
		value: '',
		displayvalue: '',
		help_text: '',
		max_length: 0,
		children: columnsOf(store, sys_id).map((question) => view(store, session, question)),
	}));
}
