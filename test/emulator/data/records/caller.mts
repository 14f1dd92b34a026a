/** Who works with the records of which instance: what every step of a query or a write is told. */
import type { Session, WriteOptions } from '../../types.mts';
import type { Engine } from '../engine.mts';

export interface Caller {
	engine: Engine;
	session: Session;
}

/** A caller who writes. */
export interface Writer extends Caller {
	options: WriteOptions;
}
