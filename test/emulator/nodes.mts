/** An instance is several application nodes behind one address, and each has a clock of its own. */
import { AsyncLocalStorage } from 'node:async_hooks';

/** The edge in front of the nodes. */
export const EDGE = -1;

const current = new AsyncLocalStorage<number>();

/** Whatever the work does is done on this node, and on its clock. */
export const onNode = <T,>(node: number, work: () => T): T => current.run(node, work);

export const thisNode = (): number => current.getStore() ?? 0;
