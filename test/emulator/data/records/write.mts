import type { Row } from '../../types.mts';
import type { Change } from '../rules/change.mts';
import type { Writer } from './caller.mts';
import type { Input } from './input/input.mts';

/** A change with all that has to do with it. */
export interface Write extends Change, Writer {
	operation: 'insert' | 'update' | 'delete';
	/** For the journals. */
	entries: Input['entries'];
	/** As they were entered. */
	amounts: Input['amounts'];
}

/** The record that is written, while it is; of a deletion, the record that goes. */
export const rowOf = ({ operation, before, after }: Write): Row => (operation === 'delete' ? (before ?? after) : after);
