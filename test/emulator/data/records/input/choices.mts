/** What becomes of a value for a dropdown. */
import type { Choice, Column } from '../../../types.mts';
import { hasChoices } from '../../columnTypes.mts';
import type { Engine } from '../../engine.mts';
import type { Writer } from '../caller.mts';
import { storedValue } from './convert.mts';

const ALLOW_UNKNOWN = 'glide.rest.choice.allow_non_existing_value';

/** A list of suggestions takes any text. */
const isDropdown = (column: Column): boolean => hasChoices(column) && column.choice !== '2';

/** The table of the request and the class of the record, which are two where a record is reached through a parent. */
export interface Target {
	table: string;
	own: string;
}

function choicesOf({ schema }: Engine, { table, own }: Target, element: string): Choice[] {
	const choices = schema.choices(own, element);
	return table === own ? choices : [...choices, ...schema.choices(table, element)];
}

type Chooser = Pick<Writer, 'engine' | 'options'>;

function labelled(choices: readonly Choice[], value: string): Choice | undefined {
	const lower = value.toLowerCase();
	return choices.find(({ label }) => label.toLowerCase() === lower);
}

function isOffered(engine: Engine, column: Column, choices: readonly Choice[], value: string): boolean {
	const stored = storedValue(engine, column, value);
	return choices.length === 0 || choices.some((choice) => choice.value === value || choice.value === stored);
}

const takesAnyValue = ({ engine, options }: Chooser, column: Column): boolean =>
	!isDropdown(column) || options.knownChoices !== true || engine.property(ALLOW_UNKNOWN) === 'true';

/**
 * undefined: the value is passed over, so that a new record has the default and an old one what it had. A dropdown cannot be
 * cleared with an empty string (documented), and takes no value that it does not offer: the page has the property that allows
 * it as false by default, a vendor of drivers and the refusal of a wrong resolution code say what that does.
 */
export function chosenValue(chooser: Chooser, target: Target, column: Column, value: string): string | undefined {
	if (value === '') return isDropdown(column) ? undefined : value;
	if (!hasChoices(column)) return value;
	const choices = choicesOf(chooser.engine, target, column.element);
	const named = chooser.options.displayInput ? labelled(choices, value) : undefined;
	if (named) return named.value;
	return isOffered(chooser.engine, column, choices, value) || takesAnyValue(chooser, column) ? value : undefined;
}
