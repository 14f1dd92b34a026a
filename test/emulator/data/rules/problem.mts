import type { Rule } from './change.mts';
import { twinOfState } from './twins.mts';

/** A client of the vendor's partner maps the states of both columns alike (ansible, module_utils/problem.py). */
export const problemRules: readonly Rule[] = [twinOfState('problem_state')];
