import type { Run } from '../../../sandbox/need.mts';
import type { RuleStep, Session } from '../../../types.mts';
import type { BusinessRule } from '../rule.mts';
import type { View } from '../view.mts';

/** For whom the emulator answers. */
export interface Asking {
	view: View;
	rule: BusinessRule;
	/** The caller, past all access rules: business rules do not honour them (documented). */
	session: Session;
	/** This rule behind those that led to it. */
	trail: readonly RuleStep[];
}

/** What a script gives with a call, as the API below `sandbox/glide/` sends it; nothing in it is trusted. */
export type Given = Record<string, unknown>;

export type Answer = (asking: Asking, given: Given) => unknown;
export type LongAnswer = (asking: Asking, given: Given) => Run<unknown>;

export const textOf = (given: Given, name: string): string => {
	const value = given[name];
	return typeof value === 'string' ? value : '';
};
