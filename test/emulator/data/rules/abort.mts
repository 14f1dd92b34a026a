import { ServiceNowError } from '../../errors.mts';
import { metaId } from '../meta/rows.mts';
import { tableSwitch } from '../switches.mts';
import type { Change, Rule } from './change.mts';

/** The words of a recorded refusal. The stack names the rule, and those whose writes led to this one. */
export function abortedBy(
	table: string,
	{ name, sys_id }: { name: string; sys_id: string },
	stack: readonly string[],
): ServiceNowError {
	const rule = `Business Rule '${name}^${sys_id}'. Business Rule Stack:${stack.join(',')}`;
	return new ServiceNowError(403, 'Operation Failed', `Operation against file '${table}' was aborted by ${rule}`);
}

/**
 * `emulator.business_rule.abort.<table>` = name of a rule: the emulator's switch for a business rule that calls
 * `setAbortAction(true)`. The message that such a rule gives to the user does not reach REST callers (field recording).
 */
export const abortRule: Rule = ({ engine, table }: Change) => {
	const name = tableSwitch(engine, 'business_rule.abort', table);
	if (name) throw abortedBy(table, { name, sys_id: metaId('sys_script', name) }, [name]);
};
