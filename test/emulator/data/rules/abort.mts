import { ServiceNowError } from '../../errors.mts';
import { metaId } from '../meta/rows.mts';
import type { Change, Rule } from './change.mts';

/**
 * `emulator.business_rule.abort.<table>` = name of a rule: the emulator's switch for a business rule that calls
 * `setAbortAction(true)`. The message that such a rule gives to the user does not reach REST callers (field recording).
 */
export const ABORT_PREFIX = 'emulator.business_rule.abort.';

export const abortRule: Rule = ({ engine, chain, table }: Change) => {
	const name = chain.map((own) => engine.property(`${ABORT_PREFIX}${own}`)).find(Boolean);
	if (!name) return;
	const rule = `${name}^${metaId('sys_script', name)}`;
	const reason = `Operation against file '${table}' was aborted by Business Rule '${rule}'. Business Rule Stack:${name}`;
	throw new ServiceNowError(403, 'Operation Failed', reason);
};
