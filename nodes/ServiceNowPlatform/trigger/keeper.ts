import type { IDataObject } from 'n8n-workflow';
import { parsedState, type State } from '../domain/changes/memory';

/** n8n's static data of the node and of the workflow, of the context that asks. */
export interface Store {
	node: IDataObject;
	workflow: IDataObject;
	/** Names the node whatever it is called. */
	nodeId: string;
}

const NAME = 'changes';
const copyName = (nodeId: string) => `changes of ${nodeId}`;

/** What a process knows of a trigger that it runs. */
export class Keeper {
	/** A state of which it is sure that everything before it has been handed to workflows. */
	private sure: State | undefined;

	/** The state after the last look, and who had it: n8n may have thrown the changes away with which it came. */
	private last: { state: State; owner: WeakRef<object>; turn: number } | undefined;

	/** Contexts in which was read, with the turn in which they first came. */
	private readonly owners = new WeakMap<object, number>();

	private turn = 0;

	private isBusy = false;

	/** Of two readers that start at once, one reads. */
	enter(): boolean {
		if (this.isBusy) return false;
		this.isBusy = true;
		return true;
	}

	leave(): void {
		this.isBusy = false;
	}

	/**
	 * The newest state that can be trusted. n8n stores static data whole, and when a workflow starts: a Code node, another trigger or an
	 * older copy may have put an older state back. What a context found while it was replaced by a new publication is thrown away by n8n;
	 * one that polls once more, or that found it while its successor was there already, has handed it out.
	 */
	recall(store: Store, about: string, owner: object): State | undefined {
		this.turn++;
		const met = this.owners.get(owner) ?? this.turn;
		this.owners.set(owner, met);
		if (this.last !== undefined && (this.last.owner.deref() === owner || met < this.last.turn))
			this.sure = this.last.state;
		const stored = parsedState(store.node[NAME]);
		// A renamed node begins without data of its own.
		const copied = stored ?? parsedState(store.workflow[copyName(store.nodeId)]);
		const known = [copied, this.sure].filter((state) => state?.about === about);
		return known.reduce((newest, state) => ((state?.rev ?? -1) > (newest?.rev ?? -1) ? state : newest), undefined);
	}

	/** `isQuiet`: there was nothing to hand out with it. */
	keep(store: Store, state: State, owner: object, isQuiet: boolean): void {
		if (isQuiet) this.sure = state;
		this.last = { state, owner: new WeakRef(owner), turn: this.turn };
		const text = JSON.stringify(state);
		if (store.node[NAME] === text) return;
		store.node[NAME] = text;
		store.workflow[copyName(store.nodeId)] = text;
	}
}

const keepers = new Map<string, Keeper>();

/** One for each trigger of a process, however often it is published. */
export function keeperOf(workflowId: string, nodeId: string): Keeper {
	const key = `${workflowId}:${nodeId}`;
	const keeper = keepers.get(key) ?? new Keeper();
	keepers.set(key, keeper);
	return keeper;
}
