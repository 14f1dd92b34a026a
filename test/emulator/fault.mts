/** `work: true` does the work first, so that only its answer is lost. */
interface Work {
	work?: boolean;
}

/** What a scripted misbehaviour does. `faults/kinds.mts` says how each of them is done. */
export type FaultAction =
	// Answers in place of the real one.
	| ({
			kind: 'status';
			status: number;
			/** Without a message, 502 to 504 are HTML of the edge. */
			message?: string;
			detail?: string;
			headers?: Record<string, string>;
	  } & Work)
	| ({
			kind: 'rate-limit';
			/** Seconds, or a text as it stands: a date, a number below zero, rubbish. */
			retryAfter?: number | string;
			/** `Retry-After` as the date so many seconds from now. */
			retryAfterDate?: number;
			headers?: boolean;
	  } & Work)
	| ({ kind: 'hibernation' } & Work)
	| ({ kind: 'login-page' } & Work)
	| ({ kind: 'accepted-202'; body?: unknown } & Work)
	| ({ kind: 'cancelled'; rows?: boolean } & Work)
	| ({
			kind: 'answer';
			/** 200 unless told otherwise. */
			status?: number;
			/** Any JSON. With neither `body` nor `text` the answer has no body. */
			body?: unknown;
			/** A body as it stands, HTML unless the headers say otherwise. */
			text?: string;
			/** Behind the text, so many times. */
			repeat?: { text: string; times: number };
			headers?: Record<string, string>;
	  } & Work)
	| ({ kind: 'large-error'; status?: number; bytes: number; as?: 'message' | 'detail' | 'strings' } & Work)
	| ({ kind: 'echo'; status?: number; in?: EchoPlace[] } & Work)
	// The real answer, bent.
	| { kind: 'truncate'; bytes: number }
	| { kind: 'headers'; headers: Record<string, string | null> }
	| { kind: 'date'; ahead: number }
	| { kind: 'other-record'; sys_id?: string }
	| { kind: 'repeat-pages'; pages?: number; changing?: string }
	| { kind: 'endless-link' }
	// Inside a Batch answer.
	| { kind: 'sub-answers'; lose?: number[] | 'all'; named?: boolean; ids?: 'wrong' | 'swapped' }
	| ({ kind: 'unserviced'; named?: boolean } & Work)
	// On the wire: of a call as a whole, also where an item of it is hit.
	| { kind: 'reset'; when: 'before' | 'after' }
	| { kind: 'delay'; milliseconds: number }
	| { kind: 'cut'; bytes: number; framing?: 'length' | 'chunked'; hard?: boolean }
	| { kind: 'drip'; bytes: number; milliseconds: number; forever?: boolean }
	| ({ kind: 'silence'; after: 'nothing' | 'head' | number } & Work)
	| ({ kind: 'endless' } & Work)
	| ({ kind: 'gzip-bomb'; megabytes: number } & Work);

export type EchoPlace = 'headers' | 'message' | 'detail' | 'page';

export type FaultKind = FaultAction['kind'];

export type ActionOf<K extends FaultKind> = Extract<FaultAction, { kind: K }>;

/** A scripted misbehaviour. The first fault that is due acts. */
export interface Fault {
	match: {
		method?: string;
		/** Regular expression on path and query. */
		path?: string;
		/** true: items of Batch calls only; false: anything but those. */
		batch?: boolean;
		/** Act on the n-th match only (1 = first), or on each of these. */
		nth?: number | number[];
		/** 0..1, drawn from a generator seeded with `seed`. */
		probability?: number;
		seed?: number;
		/** How often it may act at most. */
		times?: number;
	};
	action: FaultAction;
}
