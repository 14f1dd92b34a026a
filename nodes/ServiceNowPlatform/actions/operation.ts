import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Outcome, Steps } from '../domain/api/request';
import type { Item } from '../properties/item/item';
import type { Connection } from '../transport/sending/connection';

/** What the records of every table have in common. */
export type TableVerb = 'create' | 'delete' | 'get' | 'getAll' | 'update' | 'upsert';

/** The process of a change. */
type ChangeStep =
	| 'addAffectedCis'
	| 'approve'
	| 'checkConflicts'
	| 'createEmergency'
	| 'createFromModel'
	| 'createNormal'
	| 'createStandard'
	| 'getAffectedCis'
	| 'getNextStates'
	| 'getSchedule'
	| 'getTasks'
	| 'moveToState'
	| 'reject';

/** Every resource of the node and its operations. A name without its file, or a file without its name, fails to compile. */
export interface Operations {
	apiRequest: 'send';
	attachment: 'delete' | 'download' | 'get' | 'getAll' | 'rename' | 'upload';
	catalog:
		| 'addToCart'
		| 'addToWishlist'
		| 'checkoutGuide'
		| 'emptyCart'
		| 'getCart'
		| 'getItem'
		| 'getRequestStatus'
		| 'getWishlist'
		| 'orderNow'
		| 'removeCartItem'
		| 'searchItems'
		| 'submitCart'
		| 'submitGuide'
		| 'submitProducer'
		| 'updateCartItem';
	catalogTask: TableVerb | 'assign' | 'close';
	changeRequest: TableVerb | ChangeStep | 'assign' | 'close';
	changeTask: TableVerb | 'assign' | 'close';
	comment: 'add' | 'getAll';
	configurationItem:
		| 'addRelation'
		| 'delete'
		| 'get'
		| 'getAll'
		| 'getClassMetadata'
		| 'removeRelation'
		| 'update'
		| 'upsert';
	email: 'get' | 'send';
	group: TableVerb | 'addMember' | 'getMembers' | 'grantRole' | 'removeMember' | 'revokeRole';
	incident: TableVerb | 'assign' | 'close' | 'reopen' | 'resolve';
	importSet: 'get' | 'insert' | 'insertMultiple';
	knowledge: 'get' | 'getAttachments' | 'getFeatured' | 'getMostViewed' | 'search';
	problem: TableVerb | 'assign' | 'close' | 'reopen' | 'resolve';
	record: TableVerb | 'count' | 'summarize' | 'updateMany';
	requestedItem: TableVerb | 'assign' | 'getVariables' | 'setVariables';
	table: 'describe' | 'getAll';
	user: TableVerb | 'grantRole' | 'revokeRole';
}

interface OperationEntry {
	/** The operation's entry in the selector. */
	option: { name: string; description: string; action: string };
	properties: INodeProperties[];
	/** The table whose records it lists, where that is another than the one that its other fields are about. */
	lists?: string | ((item: Item) => string);
	/** The table of the records that it puts out, where that is yet another one. */
	returns?: string;
}

/** Items that work on the same record share a lane and are done in order; one that works on several records has several. */
export type Lane = (item: Item) => string | string[] | undefined;

/** For operations that touch no record which is there: their items are done in any order. */
export const ANY_ORDER = () => undefined;

/** It asks, and changes nothing on the instance. */
interface Asks {
	readOnly: true;
	lane?: Lane;
}

/** It changes something: which items have to wait for which must be said. */
interface Changes {
	readOnly?: never;
	lane: Lane;
}

/** It changes something, and no item of it can be made to wait for another. */
interface ChangesInAnyOrder {
	readOnly?: never;
	lane: typeof ANY_ORDER;
}

/** One operation: its fields, and the requests that do its work for one item. It describes them; the executor sends them. */
export type Operation = SingleOperation & (Asks | Changes);

interface SingleOperation extends OperationEntry {
	/** Reads parameters, refuses what cannot be used, then yields its requests. Returns the output items' data. */
	run(item: Item): Steps<IDataObject[]>;
	/** What does the work instead, for all items, where the fields of the first one ask for files. */
	streamed?(item: Item): StreamingOperation['stream'] | undefined;
}

/** An operation whose data does not fit into a request that can be described: files, which flow from one side to the other. */
export type StreamingOperation = Streams & (Asks | ChangesInAnyOrder);

interface Streams extends OperationEntry {
	/** Does the work for one item; pairing and errors are the router's. */
	stream(context: IExecuteFunctions, connection: Connection, item: Item): Promise<INodeExecutionData[]>;
}

/** An operation that does the work of many items at once, where the API takes many in one call. Each item keeps an outcome of its own. */
export type JointOperation<Part = unknown> = Joins<Part> & (Asks | ChangesInAnyOrder);

interface Joins<Part> extends OperationEntry {
	/** What an item contributes. Refuses what cannot be used. */
	part(item: Item): Part;
	/** Does the work for the items that take part. Returns what came of each, in their order. */
	together(parts: Part[]): Steps<Array<Outcome<IDataObject[]>>>;
}

export type AnyOperation = Operation | StreamingOperation | JointOperation;

export interface Resource<Name extends string> {
	/** The resource's entry in the selector. */
	option: { name: string; description: string };
	/** The operation that is chosen at first; Get where none is named. */
	usual?: Name;
	operations: Record<Name, AnyOperation>;
}
