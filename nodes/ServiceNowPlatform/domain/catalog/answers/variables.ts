import { type Json, text } from '../../api/json';
import { objectsIn } from '../../api/request';
import { kindOf, ROWS, typeName, type VariableKind } from './questionTypes';

/** A question of a catalog item's form. */
export interface Variable {
	name: string;
	label: string;
	kind: VariableKind;
	/** As ServiceNow calls it: Select Box. */
	type: string;
	mandatory: boolean;
	readOnly: boolean;
	/** The answer that the form starts with, or ''. */
	defaultValue: string;
	choices: VariableChoice[];
	/** Table whose records are answers, or ''. */
	reference: string;
	help: string;
	/** Title of the container or variable set around it, or ''. */
	group: string;
	/** Of a table of answers. */
	columns: Variable[];
}

export interface VariableChoice {
	value: string;
	label: string;
}

/** The questions of an item in one list; containers and the like become the `group` of what stands in them. */
export function variablesOf(catalogItem: Json): Variable[] {
	return flattened(catalogItem.variables, '');
}

function flattened(entries: unknown, group: string): Variable[] {
	return objectsIn(entries).flatMap((entry) => {
		const kind = kindOf(entry.type, entry.friendly_type);
		if (kind === 'layout') return flattened(entry.children, text(entry.label) || group);
		return text(entry.name) === '' ? [] : [variable(entry, kind, group)];
	});
}

function variable(entry: Json, kind: VariableKind, group: string): Variable {
	return {
		name: text(entry.name),
		label: text(entry.label).trim() || text(entry.name),
		kind,
		type: kind === 'rows' ? ROWS : text(entry.display_type) || typeName(entry.type) || text(entry.friendly_type),
		mandatory: entry.mandatory === true || entry.mandatory === 'true',
		readOnly: entry.read_only === true || entry.read_only === 'true',
		defaultValue: text(entry.value),
		choices: objectsIn(entry.choices).map(({ value, label }) => ({ value: text(value), label: text(label) })),
		reference: text(entry.reference),
		help: text(entry.help_text),
		group,
		columns: kind === 'rows' ? flattened(entry.children, '') : [],
	};
}

/** A variable as Get Item returns it. */
export function shownVariable(variable: Variable): Json {
	const { name, label, type, mandatory, readOnly, defaultValue, choices, reference, help, group, columns } = variable;
	return {
		name,
		label,
		type,
		mandatory,
		read_only: readOnly,
		default: defaultValue,
		choices,
		reference,
		help,
		group,
		...(columns.length === 0 ? {} : { columns: columns.map(shownVariable) }),
	};
}
