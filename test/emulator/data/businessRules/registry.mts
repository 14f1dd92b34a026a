/** Which rules a write has. Read once and looked up by table, so that a table without rules pays nothing. */
import type { Row, WriteEvent } from '../../types.mts';
import { ruleOf } from './rule.mts';
import type { BusinessRule, When } from './rule.mts';

export type Operation = WriteEvent['operation'];

/** In the order in which they run. */
export type Rules = Readonly<Record<When, readonly BusinessRule[]>>;

export interface Registry {
	/** undefined: there are none. `chain` is the class with all that it extends. */
	of(chain: readonly string[], operation: Operation): Rules | undefined;
	/** As it is now, if it is still to run. */
	one(sys_id: string): BusinessRule | undefined;
	forget(): void;
}

/** Rules for all tables. */
const GLOBAL = 'global';

/** Inserts of audit rows run none, lest they never end (documented). */
const EXEMPT = new Set(['sys_audit', 'sys_audit_delete']);

const byOrder = (left: BusinessRule, right: BusinessRule): number =>
	left.order - right.order || left.name.localeCompare(right.name) || left.sys_id.localeCompare(right.sys_id);

export function createRegistry(read: () => Row[]): Registry {
	let all: BusinessRule[] | undefined;
	const known = new Map<string, Rules | undefined>();
	const rules = (): BusinessRule[] => {
		all ??= read()
			.flatMap((row) => ruleOf(row) ?? [])
			.sort(byOrder);
		return all;
	};

	function find(chain: readonly string[], operation: Operation): Rules | undefined {
		const fitting = rules().filter(
			({ collection, on }) => on[operation] && (collection === GLOBAL || chain.includes(collection)),
		);
		if (fitting.length === 0 || EXEMPT.has(chain[0] ?? '')) return undefined;
		const of = (when: When) => fitting.filter((rule) => rule.when === when);
		return { before: of('before'), after: of('after'), async: of('async') };
	}

	return {
		of(chain, operation) {
			if (rules().length === 0) return undefined;
			const key = `${operation} ${chain[0] ?? ''}`;
			if (!known.has(key)) known.set(key, find(chain, operation));
			return known.get(key);
		},
		one: (sys_id) => rules().find((rule) => rule.sys_id === sys_id),
		forget() {
			all = undefined;
			known.clear();
		},
	};
}
