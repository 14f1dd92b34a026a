/** A scripted misbehaviour. The first matching fault acts. */
export interface Fault {
	match: {
		method?: string;
		/** Regular expression on path and query. */
		path?: string;
		/** Act on the n-th match only (1 = first), or on each of these. */
		nth?: number | number[];
		/** 0..1, drawn from a generator seeded with `seed`. */
		probability?: number;
		seed?: number;
		/** How often it may act at most. */
		times?: number;
	};
	action: /** `work: true` does the work first, so that only the answer is lost. Without a message, 502 to 504 are HTML. */
	| {
				kind: 'status';
				status: number;
				message?: string;
				detail?: string;
				headers?: Record<string, string>;
				work?: boolean;
		  }
		| { kind: 'rate-limit'; status?: 429; retryAfter?: number; headers?: boolean }
		| { kind: 'hibernation' }
		| { kind: 'login-page' }
		| { kind: 'accepted-202' }
		| { kind: 'cancelled'; rows?: boolean; work?: boolean }
		| { kind: 'reset'; when: 'before' | 'after' }
		| { kind: 'delay'; milliseconds: number }
		| { kind: 'truncate'; bytes: number };
}
